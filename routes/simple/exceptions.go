package simple

import (
	"fmt"

	"github.com/dromedary-go/dromedary/components"
)

// Exceptions that Simple raises in Camel, beside those that components names.
const (
	methodNotFound   = "org.apache.camel.component.bean.MethodNotFoundException"
	beanExpression   = "org.apache.camel.language.bean.RuntimeBeanExpressionException"
	runtimeException = "org.apache.camel.RuntimeCamelException"
	executionFailed  = "org.apache.camel.CamelExecutionException"
	invalidPayload   = "org.apache.camel.InvalidPayloadException"
	outOfBounds      = "java.lang.IndexOutOfBoundsException"
	textOutOfBounds  = "java.lang.StringIndexOutOfBoundsException"
	numberFormat     = "java.lang.NumberFormatException"
	classCast        = "java.lang.ClassCastException"
	nullPointer      = "java.lang.NullPointerException"
	patternSyntax    = "java.util.regex.PatternSyntaxException"
)

// wrapped makes an exception around another, with its class and message as Java's constructors word it.
func wrapped(class string, cause *components.Exception) *components.Exception {
	return &components.Exception{Class: class, Message: components.Text(cause), Cause: cause}
}

// notNumber is what Camel's type converters raise for text that is no number.
func notNumber(v any, javaType string) error {
	return notConverted(v, javaType, components.NewException(numberFormat, fmt.Sprintf("For input string: %q", components.Text(v))))
}

// notConverted is what they raise around what went wrong.
func notConverted(v any, javaType string, cause *components.Exception) error {
	return &components.Exception{Class: components.TypeConversionException, Cause: cause, Message: fmt.Sprintf(
		"Error during type conversion from type: %s to the required type: %s with value %s due to %s",
		components.JavaType(v), javaType, components.Text(v), components.Text(cause))}
}

// exchangeName is how an exchange is named in messages.
func exchangeName(ex *components.Exchange) string { return ex.Name() }
