package components

import "errors"

// Exception is an error that carries the name of the Java class that Camel would raise, such as
// "java.net.ConnectException": onException, doCatch and recorded cases go by it.
type Exception struct {
	Class   string // full Java class name
	Message string // its message, as Camel words it where Camel has it
	Cause   error
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
