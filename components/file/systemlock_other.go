//go:build !linux

package file

import (
	"errors"
	"os"
)

func systemLock(*os.File) (bool, error) {
	return false, errors.New("readLock=fileLock is for Linux only")
}
