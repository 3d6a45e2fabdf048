package file

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// outcome is how the work on a file ended.
type outcome int

const (
	committed outcome = iota
	rolledBack
	aborted // it never began
)

// lock is what has been done to have a file for oneself, to be undone in reverse order.
type lock struct {
	undo       []func(outcome)
	properties components.Map // that the exchange has because of it
}

func (l *lock) release(how outcome) {
	for i := len(l.undo) - 1; i >= 0; i-- {
		l.undo[i](how)
	}
	l.undo = nil
}

// renamedForLock is the name that a file has for a moment with readLock=rename.
const renamedForLock = ".camelExclusiveReadLock"

// lock gets the read lock of a file. It answers nil where somebody else has the file, or ctx ended.
func (e *endpoint) lock(ctx context.Context, f *found) (*lock, error) {
	l := &lock{}
	var steps []func(context.Context, *found, *lock) (bool, error)
	kind := e.ReadLock
	if rest, ok := strings.CutPrefix(kind, "idempotent"); ok {
		steps = append(steps, e.lockByKey)
		kind = strings.TrimPrefix(rest, "-")
	} else if kind == "markerFile" || kind != "none" && e.MarkerFile {
		steps = append(steps, e.lockByMarker)
	}
	switch kind {
	case "changed":
		steps = append(steps, e.waitUntilUnchanged)
	case "rename":
		steps = append(steps, e.tryRename)
	case "fileLock":
		steps = append(steps, e.lockBySystem)
	}
	for _, step := range steps {
		if ok, err := step(ctx, f, l); err != nil || !ok {
			l.release(aborted)
			return nil, err
		}
	}
	return l, nil
}

// lockByMarker makes the file NAME.camelLock, which one process alone can.
func (e *endpoint) lockByMarker(_ context.Context, f *found, l *lock) (bool, error) {
	marker := f.absPath + lockSuffix
	file, err := os.OpenFile(marker, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return false, nil
	}
	if err != nil {
		return false, ioException(err)
	}
	l.undo = append(l.undo, func(outcome) {
		if err := os.Remove(marker); err != nil && !errors.Is(err, fs.ErrNotExist) {
			e.ctx.Log().Warn("cannot delete the lock file "+marker, "error", err)
		}
	})
	l.properties.Set(f.absPath+"-CamelFileLockFileAcquired", true)
	l.properties.Set(f.absPath+"-CamelFileLockFileName", marker)
	return true, file.Close()
}

// cleanLocks deletes marker files that an earlier process left.
func (e *endpoint) cleanLocks() {
	usesMarker := e.ReadLock == "markerFile" || e.MarkerFile && e.ReadLock != "none" && !strings.HasPrefix(e.ReadLock, "idempotent")
	if !usesMarker || !e.DeleteOrphans {
		return
	}
	clean := func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // it cannot be read, so nothing was locked there
		case entry.IsDir() && path != e.dir && (!e.Recursive || strings.HasPrefix(entry.Name(), ".") && !e.HiddenDirs):
			return fs.SkipDir
		case strings.HasSuffix(path, lockSuffix) && !entry.IsDir():
			e.ctx.Log().Warn("Deleting orphaned lock file: " + path)
			if err := os.Remove(path); err != nil {
				e.ctx.Log().Warn("cannot delete the lock file "+path, "error", err)
			}
		}
		return nil
	}
	_ = filepath.WalkDir(e.dir, clean) // clean never fails
}

// lockByKey adds the file's key to the repository, which may be one that several processes share.
func (e *endpoint) lockByKey(_ context.Context, f *found, l *lock) (bool, error) {
	key, err := f.absPath, error(nil)
	if e.seenKey != nil {
		if key, err = evaluate(e.seenKey, e.question(f)); err != nil {
			return false, err
		}
	}
	if fresh, err := e.seen.Add(key); err != nil || !fresh {
		return false, err
	}
	l.undo = append(l.undo, func(how outcome) {
		if how == committed && !e.RemoveOnCommit || how == rolledBack && !e.RemoveOnRollback {
			return
		}
		if err := e.seen.Remove(key); err != nil {
			e.ctx.Log().Error("idempotent repository could not be written", "file", f.path, "error", err)
		}
	})
	return true, nil
}

// waitUntilUnchanged looks at the file until it is the same twice, or old enough.
func (e *endpoint) waitUntilUnchanged(ctx context.Context, f *found, _ *lock) (bool, error) {
	var before fs.FileInfo
	return e.until(ctx, f, func() (bool, error) {
		now, err := os.Stat(f.path)
		if err != nil {
			return false, err
		}
		defer func() { before = now }()
		if now.Size() < e.MinLength {
			return false, nil
		}
		if e.MinAge > 0 {
			return e.ctx.Now().Sub(now.ModTime()) > e.MinAge, nil
		}
		return before != nil && before.Size() == now.Size() && before.ModTime().Equal(now.ModTime()), nil
	})
}

// tryRename renames the file to and fro: some systems refuse that while it is being written.
func (e *endpoint) tryRename(ctx context.Context, f *found, _ *lock) (bool, error) {
	return e.until(ctx, f, func() (bool, error) {
		aside := f.path + renamedForLock
		if err := os.Rename(f.path, aside); err != nil {
			if errors.Is(err, fs.ErrNotExist) {
				return false, err
			}
			return false, nil
		}
		return true, os.Rename(aside, f.path)
	})
}

// lockBySystem has the operating system lock the file.
func (e *endpoint) lockBySystem(ctx context.Context, f *found, l *lock) (bool, error) {
	file, err := os.OpenFile(f.path, os.O_RDWR, 0)
	if err != nil {
		return false, err
	}
	ok, err := e.until(ctx, f, func() (bool, error) { return systemLock(file) })
	if err != nil || !ok {
		file.Close()
		return false, err
	}
	l.undo = append(l.undo, func(outcome) { file.Close() }) // which unlocks it
	return true, nil
}

// until asks again every check interval, up to the time-out. A file that is gone is not worth a word.
func (e *endpoint) until(ctx context.Context, f *found, try func() (bool, error)) (bool, error) {
	begun := time.Now()
	for {
		ok, err := try()
		switch {
		case ok && err == nil:
			return true, nil
		case errors.Is(err, fs.ErrNotExist):
			e.logLock("Cannot acquire read lock as file no longer exists. Will skip the file: " + f.path)
			return false, nil
		case err != nil:
			return false, err
		case e.LockTimeout > 0 && time.Since(begun)+e.CheckInterval > e.LockTimeout:
			e.logLock(fmt.Sprintf("Cannot acquire read lock within %d millis. Will skip the file: %s", e.LockTimeout.Milliseconds(), f.path))
			return false, nil
		}
		select {
		case <-time.After(e.CheckInterval):
		case <-ctx.Done():
			return false, nil
		}
	}
}

func (e *endpoint) logLock(text string) {
	if level, on := components.LogLevels[e.LockLogging]; on {
		e.ctx.Log().Log(context.Background(), level, text)
	}
}
