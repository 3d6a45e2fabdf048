package file

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"

	"github.com/dromedary-go/dromedary/components"
)

// Subscriber makes the consumer of one route: one file is in flight at a time.
func (e *endpoint) Subscriber(rc *components.RouteContext) (message.Subscriber, string, error) {
	if err := e.prepare(); err != nil {
		return nil, "", err
	}
	trouble := rc.Trouble
	if trouble == nil {
		trouble = func(error) {}
	}
	run := func(ctx context.Context, out *components.Outlet) {
		e.cleanLocks()
		ended := e.Options.Run(ctx, trouble, func() (int, error) { return e.poll(ctx, out) })
		if ended && rc.End != nil {
			rc.End(nil)
		}
	}
	return components.NewFeed(run), e.dir, nil
}

// prepare makes the directory or complains about it, as the options say.
func (e *endpoint) prepare() error {
	if _, err := os.Stat(e.dir); err != nil {
		switch {
		case e.AutoCreate:
			if err := e.makeDirectory(e.dir); err != nil {
				e.ctx.Log().Warn("Cannot auto create starting directory: "+e.dir, "error", err)
			}
		case e.MustExist:
			return components.NewException("java.io.FileNotFoundException", "Starting directory does not exist: "+e.dir)
		}
	}
	if e.MustAccess && !accessible(e.dir) {
		return components.NewException(components.IOException, "Starting directory permission denied: "+e.dir)
	}
	return nil
}

// poll takes what is there through the route, one file after the other, and answers how many that were.
func (e *endpoint) poll(ctx context.Context, out *components.Outlet) (int, error) {
	files, err := e.look(e.MaxPerPoll)
	if err != nil {
		return 0, err
	}
	done := 0
	for i, f := range files {
		if ctx.Err() != nil {
			e.release(files[i:]...)
			break
		}
		ex := e.begin(ctx, f, i, len(files))
		if ex == nil {
			continue
		}
		done++
		_ = out.Deliver(ex) // the engine has logged a failure, the completion has dealt with it
	}
	if done == 0 && e.SendEmptyMessageWhenIdle && ctx.Err() == nil {
		_ = out.Deliver(batch(components.NewExchange(ctx, nil), 0, 1))
	}
	return done, nil
}

// Poll makes one exchange of the first file that is found, looking again every delay until timeout.
func (e *endpoint) Poll(ctx context.Context, timeout time.Duration) (*components.Exchange, error) {
	if err := e.prepare(); err != nil {
		return nil, err
	}
	late := time.Now().Add(timeout)
	for {
		files, err := e.look(1)
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			if ex := e.begin(ctx, f, 0, 1); ex != nil {
				return ex, nil
			}
		}
		if e.SendEmptyMessageWhenIdle {
			return batch(components.NewExchange(ctx, nil), 0, 1), nil
		}
		pause := e.Interval()
		if timeout >= 0 {
			if pause = min(pause, time.Until(late)); pause <= 0 {
				return nil, nil
			}
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
	}
}

// begin gets the lock of a file, moves it where preMove says and makes its exchange. It answers nil where that is not
// possible now; the file is then left for another poll.
func (e *endpoint) begin(ctx context.Context, f *found, index, size int) *components.Exchange {
	lock, err := e.lock(ctx, f)
	if lock == nil {
		if err != nil {
			e.ctx.Log().Warn(fmt.Sprintf("cannot begin processing file: GenericFile[%s] due to: %v", f.shown(), err))
		}
		e.release(f)
		return nil
	}
	abort := func(why error) *components.Exchange {
		if !errors.Is(why, fs.ErrNotExist) { // it is gone: nothing to tell
			e.ctx.Log().Warn(fmt.Sprintf("cannot begin processing file: GenericFile[%s] due to: %v", f.shown(), why))
		}
		lock.release(aborted)
		e.release(f)
		return nil
	}
	now := f
	if e.preMove != nil {
		if now, err = e.moveFile(e.exchange(ctx, f), f, e.preMove); err != nil {
			return abort(err)
		}
	}
	if now.info, err = os.Stat(now.path); err != nil { // it may have grown while the lock was waited for, or be gone
		return abort(err)
	}
	ex := batch(e.exchange(ctx, now), index, size)
	for name, value := range lock.properties.All() {
		ex.Properties.Set(name, value)
	}
	ex.OnEnd(func(ex *components.Exchange, failed error) {
		e.complete(ex, f, now, lock, failed)
	})
	return ex
}

// batch tells an exchange which of the poll's it is.
func batch(ex *components.Exchange, index, size int) *components.Exchange {
	ex.Properties.Set("CamelBatchIndex", index)
	ex.Properties.Set("CamelBatchSize", size)
	ex.Properties.Set("CamelBatchComplete", index == size-1)
	return ex
}

// complete is what happens to a file when the route is through with it: f is what was found, now where it is.
func (e *endpoint) complete(ex *components.Exchange, f, now *found, lock *lock, failed error) {
	defer e.flight.remove(e.flightKey(f))
	if failed != nil {
		e.rollback(ex, f, now, lock)
		return
	}
	if e.Idempotent && !e.Eager {
		if key, err := e.key(now); err != nil {
			e.trouble(ex, "Error during commit", err)
		} else if _, err := e.seen.Add(key); err != nil {
			e.trouble(ex, "Error during commit", err)
		}
	}
	e.deleteDoneFile(ex, f)
	defer lock.release(committed)
	var err error
	switch {
	case e.Delete:
		if err = os.Remove(now.path); errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
	case e.move != nil:
		_, err = e.moveFile(e.rebound(ex, now), now, e.move)
	}
	if err != nil {
		e.trouble(ex, "Error during commit", err)
	}
}

func (e *endpoint) rollback(ex *components.Exchange, f, now *found, lock *lock) {
	e.ctx.Log().Debug("file goes back", "file", now.path)
	defer lock.release(rolledBack)
	if e.Idempotent {
		e.forget(f)
	}
	if e.moveFailed == nil {
		return
	}
	e.deleteDoneFile(ex, f)
	if _, err := e.moveFile(e.rebound(ex, now), now, e.moveFailed); err != nil {
		e.trouble(ex, "Error during rollback", err)
	}
}

// deleteDoneFile takes the done file away: one that stands for a single file at once, a common one with the last file.
func (e *endpoint) deleteDoneFile(ex *components.Exchange, f *found) {
	last, _ := ex.Properties.Value("CamelBatchComplete").(bool)
	if e.DoneFileName == "" || e.Noop || e.match.doneToken == "" && !last {
		return
	}
	if err := os.Remove(e.doneFile(f.path)); err != nil {
		e.ctx.Log().Warn(fmt.Sprintf("Done file: %s could not be deleted", e.doneFile(f.path)), "error", err)
	}
}

func (e *endpoint) trouble(ex *components.Exchange, what string, err error) {
	e.ctx.Log().Warn(fmt.Sprintf("%s. Exchange[%s]. Caused by: [%s - %v]", what, ex.ID(), components.Class(err), err))
}
