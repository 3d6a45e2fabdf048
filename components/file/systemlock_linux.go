package file

import (
	"errors"
	"io"
	"os"
	"syscall"
)

// setOpenFileLock is F_OFD_SETLK: a lock that belongs to the open file and not to the process, which would lose it as soon
// as it closes the file elsewhere. It excludes the locks that Java takes.
const setOpenFileLock = 37

// systemLock locks a file for as long as it is open; false where another has it.
func systemLock(f *os.File) (bool, error) {
	err := syscall.FcntlFlock(f.Fd(), setOpenFileLock, &syscall.Flock_t{Type: syscall.F_WRLCK, Whence: io.SeekStart})
	if errors.Is(err, syscall.EAGAIN) || errors.Is(err, syscall.EACCES) {
		return false, nil
	}
	return err == nil, err
}
