package language

import (
	"fmt"
	"math"
	"strings"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes/language/xpath"
)

// xpathExpression finds nodes in an XML document, which the body is or becomes; with a result type text, a number, a truth
// value or one node of them. Beside XPath 1.0 it has Camel's in:header('x'), in:body(), function:properties('x'),
// function:simple('x') and headers as $x.
// See https://camel.apache.org/components/4.18.x/languages/xpath-language.html
var xpathExpression = Language{Name: "xpath", Expression: compileXPath, predicate: func(text string, o Options) (components.Predicate, error) {
	find, err := findXPath(text, o)
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (bool, error) {
		v, err := find(ex)
		return err == nil && xpath.Bool(v), err
	}, nil
}}

func compileXPath(text string, o Options) (components.Expression, error) {
	find, err := findXPath(text, o)
	if err != nil {
		return nil, err
	}
	kind, err := xpathKind(o)
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := find(ex)
		if err != nil {
			return nil, err
		}
		switch kind {
		case "STRING":
			return xpath.String(v), nil
		case "NUMBER":
			n := xpath.Number(v)
			if math.IsNaN(n) && isWhole(o.ResultType) {
				return nil, nil
			}
			return n, nil
		case "BOOLEAN":
			return xpath.Bool(v), nil
		}
		found, ok := v.(components.XMLNodes)
		switch {
		case !ok:
			return nil, invalidXPath(text, components.NewException("javax.xml.xpath.XPathExpressionException", "the expression gives no nodes: add resultQName: STRING, NUMBER or BOOLEAN"))
		case kind == "NODESET":
			return found, nil
		case len(found) == 0:
			return nil, nil
		}
		return found[0], nil
	}, nil
}

// xpathKind is the kind of result that resultQName names, or that the result type needs, as Camel chooses it: a primitive
// type is not among them.
func xpathKind(o Options) (string, error) {
	switch components.FullType(o.ResultType) {
	case "java.lang.String":
		return "STRING", nil
	case "java.lang.Boolean":
		return "BOOLEAN", nil
	case "java.lang.Integer", "java.lang.Long", "java.lang.Double", "java.lang.Float", "java.lang.Short", "java.lang.Byte", "java.lang.Number":
		return "NUMBER", nil
	case "org.w3c.dom.Node", "org.w3c.dom.Document", "org.w3c.dom.Element":
		return "NODE", nil
	}
	switch kind := strings.ToUpper(o.ResultQName); kind {
	case "":
		return "NODESET", nil
	case "STRING", "NUMBER", "BOOLEAN", "NODE", "NODESET":
		return kind, nil
	}
	return "", &components.SyntaxError{Msg: fmt.Sprintf("unknown resultQName %q", o.ResultQName), Hint: "known are NODESET, NODE, STRING, NUMBER, BOOLEAN"}
}

func isWhole(javaType string) bool {
	switch components.FullType(javaType) {
	case "java.lang.Integer", "java.lang.Long", "java.lang.Short", "java.lang.Byte":
		return true
	}
	return false
}

// findXPath compiles an expression to what evaluates it on a document.
func findXPath(text string, o Options) (components.Expression, error) {
	text = trimmed(text, o)
	compiled, err := xpath.Compile(text, xpath.Resolver{Namespaces: xpathNamespaces(o), Function: camelFunction(o), Variable: camelVariable})
	if err != nil {
		return nil, err
	}
	source, err := sourceOf(o.Source)
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := source(ex)
		if err != nil {
			return nil, err
		}
		doc, err := xpathDocument(v)
		if err != nil {
			return nil, err
		}
		found, err := compiled.Evaluate(ex, doc)
		if e, ok := err.(*components.Exception); ok {
			return nil, invalidXPath(text, e)
		}
		return found, err
	}, nil
}

// xpathDocument makes a document of a value: a node by itself becomes one, null is empty.
func xpathDocument(v any) (*components.XML, error) {
	if v == nil {
		return &components.XML{}, nil
	}
	doc, err := components.ToXML(v)
	if err == nil && doc.Kind != components.XMLDocument {
		doc, err = components.ToXML(doc.Text())
	}
	if err != nil && components.Class(err) == components.NoTypeConversion {
		err = camelFailure(err)
	}
	return doc, err
}

func invalidXPath(text string, cause *components.Exception) error {
	return &components.Exception{
		Class: "org.apache.camel.language.xpath.InvalidXPathException", Cause: cause,
		Message: fmt.Sprintf("Invalid xpath: %s. Reason: %s", text, components.Text(cause)),
	}
}

// Namespaces of Camel's functions.
const (
	inNamespace       = "http://camel.apache.org/xml/in/"
	outNamespace      = "http://camel.apache.org/xml/out/"
	functionNamespace = "http://camel.apache.org/xml/function/"
	camelNamespace    = "http://camel.apache.org/schema/spring"
)

func xpathNamespaces(o Options) map[string]string {
	all := map[string]string{
		"in": inNamespace, "out": outNamespace, "function": functionNamespace,
		"env": "http://camel.apache.org/xml/variables/environment-variables", "system": "http://camel.apache.org/xml/variables/system-properties",
	}
	for prefix, uri := range o.Namespaces.All() {
		all[prefix] = components.Text(uri)
	}
	return all
}

// camelFunction finds Camel's functions.
func camelFunction(o Options) func(space, name string, args int) func(*components.Exchange, []any) (any, error) {
	return func(space, name string, args int) func(*components.Exchange, []any) (any, error) {
		switch {
		case (space == inNamespace || space == camelNamespace) && name == "body" && args == 0:
			return func(ex *components.Exchange, _ []any) (any, error) { return ex.Body, nil }
		case (space == inNamespace || space == camelNamespace) && name == "header" && args == 1:
			return func(ex *components.Exchange, args []any) (any, error) {
				v, _ := ex.Headers.Get(xpath.String(args[0]))
				return v, nil
			}
		case space == outNamespace && (name == "body" && args == 0 || name == "header" && args == 1):
			return func(*components.Exchange, []any) (any, error) { return nil, nil } // there is no such message
		case space == functionNamespace && name == "properties" && args == 1 && o.Around.Property != nil:
			return func(_ *components.Exchange, args []any) (any, error) {
				key := xpath.String(args[0])
				if v, ok := o.Around.Property(key); ok {
					return v, nil
				}
				return nil, components.NewException(components.IllegalArgumentException, fmt.Sprintf("Property with key [%s] not found in properties from text: {{%s}}", key, key))
			}
		case space == functionNamespace && name == "simple" && args == 1 && o.Around.Compile != nil:
			return func(ex *components.Exchange, args []any) (any, error) {
				e, err := o.Around.Compile("simple", xpath.String(args[0]))
				if err != nil {
					return nil, components.NewException(components.IllegalArgumentException, err.Error())
				}
				return e(ex)
			}
		}
		return nil
	}
}

// camelVariable is an exchange property, a variable or a header, by the name of a variable without a prefix; with the prefix
// in, it is the body or a header.
func camelVariable(ex *components.Exchange, space, name string) any {
	switch space {
	case "":
		if v, ok := ex.Properties.Get(name); ok {
			return v
		}
		if v, ok := ex.Variable(name); ok {
			return v
		}
	case inNamespace:
		if name == "body" {
			return ex.Body
		}
	default:
		return nil
	}
	v, _ := ex.Headers.Get(name)
	return v
}
