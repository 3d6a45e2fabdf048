package groovy

import (
	"github.com/dromedary-go/dromedary/components"
)

// thrown is a Java exception on its way: within an evaluation it travels as a panic, so that the many functions of the language
// need not pass it on by hand. [Script.Run] is where it ends.
type thrown struct {
	*components.Exception
	fatal bool // a bound was reached: no catch clause may go on
}

// Classes of exceptions.
const (
	arithmetic       = "java.lang.ArithmeticException"
	illegalArgument  = components.IllegalArgumentException
	nullPointer      = "java.lang.NullPointerException"
	missingMethod    = "groovy.lang.MissingMethodException"
	missingProperty  = "groovy.lang.MissingPropertyException"
	classCast        = "org.codehaus.groovy.runtime.typehandling.GroovyCastException"
	outOfMemory      = "java.lang.OutOfMemoryError"
	stackOverflow    = "java.lang.StackOverflowError"
	tooLong          = "java.util.concurrent.TimeoutException"
	numberFormat     = "java.lang.NumberFormatException"
	outOfBounds      = "java.lang.IndexOutOfBoundsException"
	textOutOfBounds  = "java.lang.StringIndexOutOfBoundsException"
	noSuchElement    = "java.util.NoSuchElementException"
	unsupported      = "java.lang.UnsupportedOperationException"
	illegalState     = "java.lang.IllegalStateException"
	readOnlyProperty = "groovy.lang.ReadOnlyPropertyException"
)

func throw(class, message string) { panic(&thrown{components.NewException(class, message), false}) }

// throwWith raises an exception with more to it than a message.
func throwWith(class string, fields *components.Map, message string) {
	panic(&thrown{&components.Exception{Class: class, Message: message, Fields: fields}, false})
}

// noProperty raises that a class has no property of a name.
func noProperty(name, class string) {
	throwWith(missingProperty, components.NewMap("property", name), "No such property: "+name+" for class: "+class)
}

// fatal ends the evaluation.
func fatal(class, message string) { panic(&thrown{components.NewException(class, message), true}) }

// rethrow raises an error that something else answered.
func rethrow(err error) { panic(&thrown{components.AsException(err), false}) }
