package simple

import "github.com/dromedary-go/dromedary/components"

// raiseFunctions fail on purpose.
var raiseFunctions = map[string]compiler{"assert": assertFunction, "throwException": throwException}

const assertionFailed = "org.apache.camel.language.simple.SimpleAssertionException"

// assertFunction is assert(predicate,message): null where the predicate holds. The message is text as it is written.
func assertFunction(p *parser, c call) (components.Expression, error) {
	args, err := p.read(c, reading{least: 2, most: 2, trim: true, quotes: true})
	if err != nil {
		return nil, err
	}
	holds, err := p.condition(args[0])
	if err != nil {
		return nil, err
	}
	message := args[1].withoutQuotes().text
	return func(ex *components.Exchange) (any, error) {
		ok, err := holds(ex)
		if err == nil && !ok {
			err = components.NewException(assertionFailed, message)
		}
		return nil, err
	}, nil
}

// unchecked puts an exception that Java's expressions cannot raise into one that they can.
func unchecked(err error) error {
	if e, ok := err.(*components.Exception); ok && components.ExceptionDistance(e.Class, "java.lang.RuntimeException") < 0 {
		return wrapped(runtimeException, e)
	}
	return err
}

// throwException is throwException(message) and throwException(message,class); the class is IllegalArgumentException unless
// said.
func throwException(p *parser, c call) (components.Expression, error) {
	args, err := p.read(c, reading{least: 1, most: 2, trim: true, quotes: true})
	if err != nil {
		return nil, err
	}
	class := components.IllegalArgumentException
	if len(args) == 2 {
		class = args[1].withoutQuotes().text
		if !components.KnownException(class) {
			return nil, p.wrong(args[1].at, "write ${throwException(message,java.io.IOException)}", "unknown exception %q", class)
		}
	}
	message, err := p.argument(args[0].withoutQuotes())
	if err != nil {
		return nil, err
	}
	raise := p.env.Exception
	if raise == nil {
		raise = func(_ *components.Exchange, class, message string) error {
			return components.NewException(class, message)
		}
	}
	return func(ex *components.Exchange) (any, error) {
		text, err := textOf(ex, message)
		if err != nil {
			return nil, err
		}
		return nil, unchecked(raise(ex, class, text))
	}, nil
}
