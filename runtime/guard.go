package runtime

import (
	"fmt"
	"runtime/debug"
)

// panicError is a panic that became an error, with the place where it happened.
type panicError struct {
	value any
	stack []byte
}

func (e *panicError) Error() string { return fmt.Sprintf("panic: %v", e.value) }

func (e *panicError) Unwrap() error {
	err, _ := e.value.(error)
	return err
}

// guard runs code of steps and components: a mistake in one of them must not end the process.
func guard(f func() error) (err error) {
	defer catch(&err)
	return f()
}

// catch makes a panic an error; it is to be deferred. Where each exchange passes it is cheaper than a closure for guard.
func catch(err *error) {
	if v := recover(); v != nil {
		*err = &panicError{v, debug.Stack()}
	}
}
