package file

import (
	"errors"
	"io/fs"

	"github.com/dromedary-go/dromedary/components"
)

const operationFailed = "org.apache.camel.component.file.GenericFileOperationFailedException"

// failure is what Camel raises when something cannot be done with a file.
func failure(message string, cause error) error {
	e := components.NewException(operationFailed, message)
	if cause != nil {
		e.Cause = ioException(cause)
	}
	return e
}

// ioException gives an error of the operating system the class that Java has for it.
func ioException(err error) error {
	var known *components.Exception
	if errors.As(err, &known) {
		return err
	}
	class, path := components.IOException, ""
	var at *fs.PathError
	if errors.As(err, &at) {
		path = at.Path
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		class = "java.nio.file.NoSuchFileException"
	case errors.Is(err, fs.ErrPermission):
		class = "java.nio.file.AccessDeniedException"
	case errors.Is(err, fs.ErrExist):
		class = "java.nio.file.FileAlreadyExistsException"
	default:
		path = ""
	}
	if path == "" {
		path = err.Error()
	}
	return &components.Exception{Class: class, Message: path, Cause: err}
}
