package components

import "errors"

// Exception is an error that carries the name of the Java class that Camel would raise, such as
// "java.net.ConnectException": onException, doCatch and recorded cases go by it.
type Exception struct {
	Class   string // full Java class name
	Message string // its message, as Camel words it where Camel has it
	Cause   error
	Empty   bool // it has a message without any text, where "" else means that it has none
	// Fields are what else the Java class has getters for, such as statusCode of a failed HTTP call; nil for nothing.
	Fields *Map
}

// NewException makes an exception.
func NewException(class, message string) *Exception {
	return &Exception{Class: class, Message: message}
}

func (e *Exception) Error() string {
	if e.Message == "" {
		return e.Class
	}
	return e.Message
}

func (e *Exception) Unwrap() error { return e.Cause }

// Classes of exceptions that several places raise.
const (
	IllegalArgumentException = "java.lang.IllegalArgumentException"
	TypeConversionException  = "org.apache.camel.TypeConversionException"
	NoTypeConversion         = "org.apache.camel.NoTypeConversionAvailableException"
	IOException              = "java.io.IOException"
	ConnectException         = "java.net.ConnectException"
	CamelExchangeException   = "org.apache.camel.CamelExchangeException"
)

// Class answers the Java class of err: that of the first [Exception] in its chain, java.net.ConnectException for a lost
// connection, else java.lang.Exception.
func Class(err error) string {
	var e *Exception
	switch {
	case errors.As(err, &e):
		return e.Class
	case errors.Is(err, ErrConnection):
		return ConnectException
	}
	return "java.lang.Exception"
}

// AsException answers err as the exception that it carries, or that it would be in Camel; nil for none.
func AsException(err error) *Exception {
	if err == nil {
		return nil
	}
	var e *Exception
	if errors.As(err, &e) {
		return e
	}
	return &Exception{Class: Class(err), Message: err.Error(), Cause: errors.Unwrap(err)}
}

// Causes answers the exceptions in err's chain as Java sees them, the outermost first.
func Causes(err error) []*Exception {
	var all []*Exception
	for e := AsException(err); e != nil; {
		all = append(all, e)
		var next *Exception
		if e.Cause == nil || !errors.As(e.Cause, &next) {
			break // a cause without a class says nothing that Java code would know
		}
		e = next
	}
	return all
}
