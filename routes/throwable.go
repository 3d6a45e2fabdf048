package routes

import (
	"fmt"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// newException makes the exception of a class as Camel does: with the message, where there is one. A class that has no such
// constructor, or is no Exception, fails in its place.
func newException(ex *components.Exchange, class, message string, hasMessage bool) error {
	parameter := ""
	if hasMessage {
		parameter = "java.lang.String"
	}
	switch made := constructors[class]; {
	case components.ExceptionDistance(class, "java.lang.Exception") < 0:
		return notThrown(ex, class, components.NewException("java.lang.ClassCastException",
			fmt.Sprintf("class %s cannot be cast to class java.lang.Exception", class)))
	case hasMessage && (made == none || made == plainOnly), !hasMessage && (made == none || made == textOnly):
		return notThrown(ex, class, components.NewException("java.lang.NoSuchMethodException", fmt.Sprintf("%s.<init>(%s)", class, parameter)))
	}
	if wording, ok := wordings[class]; ok && hasMessage {
		message = strings.ReplaceAll(wording, "*", message)
	}
	if class == "org.apache.camel.AlreadyStoppedException" {
		message = "Already stopped"
	}
	return &components.Exception{Class: class, Message: message, Empty: hasMessage && message == ""}
}

// notThrown is the failure of a throwException that could not make its exception.
func notThrown(ex *components.Exchange, class string, cause error) error {
	return &components.Exception{
		Class: components.CamelExchangeException, Cause: cause,
		Message: fmt.Sprintf("Error creating new instance of class %s. %s. Caused by: [%s - %s]",
			class, ex.Name(), components.Class(cause), components.AsException(cause).Message),
	}
}

// wordings is what some classes make of a message.
var wordings = map[string]string{
	"org.apache.camel.ExpressionIllegalSyntaxException": "Illegal syntax: *",
	"org.apache.camel.NoSuchBeanException":              "No bean could be found in the registry for: *",
	"org.apache.camel.NoSuchEndpointException":          "No endpoint could be found for: *, please check your classpath contains the needed Camel component jar.",
	"org.apache.camel.NoSuchLanguageException":          "No language could be found for: *",
	"org.apache.camel.ResolveEndpointFailedException":   "Failed to resolve endpoint: *",
}

// The constructors that a class of exceptions may lack: most have one without parameters and one that takes a text.
type lacking int

const (
	_ lacking = iota
	none
	textOnly
	plainOnly
)

var constructors = func() map[string]lacking {
	all := map[string]lacking{}
	for made, classes := range map[lacking]string{
		none: `java.io.ObjectStreamException java.io.UncheckedIOException java.lang.reflect.InvocationTargetException
			java.net.URISyntaxException java.nio.charset.MalformedInputException java.nio.file.InvalidPathException java.text.ParseException
			java.time.format.DateTimeParseException java.util.IllegalFormatException java.util.MissingResourceException
			java.util.concurrent.CompletionException java.util.concurrent.ExecutionException java.util.regex.PatternSyntaxException
			org.apache.camel.CamelAuthorizationException org.apache.camel.CamelExchangeException org.apache.camel.CamelExecutionException org.apache.camel.ExchangeTimedOutException
			org.apache.camel.ExpectedBodyTypeException org.apache.camel.ExpressionEvaluationException
			org.apache.camel.FailedToCreateConsumerException org.apache.camel.FailedToCreateProducerException
			org.apache.camel.InvalidPayloadException org.apache.camel.InvalidPayloadRuntimeException org.apache.camel.NoSuchBeanTypeException
			org.apache.camel.NoSuchHeaderException org.apache.camel.NoSuchHeaderOrPropertyException org.apache.camel.NoSuchPropertyException
			org.apache.camel.NoSuchVariableException org.apache.camel.NoTypeConversionAvailableException
			org.apache.camel.RollbackExchangeException org.apache.camel.RuntimeExchangeException org.apache.camel.StreamCacheException
			org.apache.camel.TypeConversionException org.apache.camel.ValidationException
			org.apache.camel.component.bean.AmbiguousMethodCallException org.apache.camel.component.bean.MethodNotFoundException
			org.apache.camel.component.bean.ParameterBindingException org.apache.camel.component.direct.DirectConsumerNotAvailableException
			org.apache.camel.component.jsonvalidator.JsonValidationException org.apache.camel.component.seda.SedaConsumerNotAvailableException
			org.apache.camel.http.base.HttpOperationFailedException org.apache.camel.language.bean.RuntimeBeanExpressionException
			org.apache.camel.language.simple.types.SimpleIllegalSyntaxException
			org.apache.camel.processor.aggregate.ClosedCorrelationKeyException org.apache.camel.processor.idempotent.NoMessageIdException
			org.apache.camel.support.processor.validation.SchemaValidationException`,
		textOnly: `java.net.http.HttpConnectTimeoutException java.net.http.HttpTimeoutException java.nio.charset.UnsupportedCharsetException
			java.nio.file.AccessDeniedException java.nio.file.DirectoryNotEmptyException java.nio.file.FileAlreadyExistsException
			java.nio.file.FileSystemException java.nio.file.NoSuchFileException java.security.AccessControlException
			java.time.DateTimeException javax.net.ssl.SSLException javax.net.ssl.SSLHandshakeException
			javax.net.ssl.SSLPeerUnverifiedException javax.xml.transform.TransformerException javax.xml.xpath.XPathException
			javax.xml.xpath.XPathExpressionException
			org.apache.camel.ExpressionIllegalSyntaxException org.apache.camel.NoSuchBeanException org.apache.camel.NoSuchEndpointException
			org.apache.camel.NoSuchLanguageException org.apache.camel.ResolveEndpointFailedException
			org.apache.camel.RuntimeExpressionException org.apache.camel.RuntimeTransformException
			org.apache.camel.component.file.GenericFileOperationFailedException org.apache.camel.processor.ThrottlerRejectedExecutionException`,
		plainOnly: `java.nio.BufferOverflowException java.nio.BufferUnderflowException java.nio.charset.CharacterCodingException
			java.sql.BatchUpdateException java.util.EmptyStackException org.apache.camel.AlreadyStoppedException`,
	} {
		for _, class := range strings.Fields(classes) {
			all[class] = made
		}
	}
	return all
}()
