package simple

import (
	"errors"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// messageFunctions answer what the exchange holds.
var messageFunctions = map[string]compiler{
	"body":             func(p *parser, c call) (components.Expression, error) { return p.navigate(body, c.rest) },
	"in":               inMessage,
	"header":           headerFunction,
	"headers":          headersFunction,
	"exchangeProperty": namedFunction(func(ex *components.Exchange, n string) any { return ex.Properties.Value(n) }, nil),
	"variable":         namedFunction(func(ex *components.Exchange, n string) any { return ex.Variables.Value(n) }, nil),
	"variables":        func(p *parser, c call) (components.Expression, error) { return p.navigate(variables, c.rest) },
	"exception":        exceptionFunction,
	"bodyAs":           bodyAs(false),
	"mandatoryBodyAs":  bodyAs(true),
	"headerAs":         headerAs,
	"bodyType":         func(*parser, call) (components.Expression, error) { return bodyType, nil },
	"bodyOneLine":      func(*parser, call) (components.Expression, error) { return bodyOneLine, nil },
	"exchangeId":       get(func(ex *components.Exchange) any { return ex.ID() }),
	"id":               get(func(ex *components.Exchange) any { return ex.ID() }),
	"exchange":         get(func(ex *components.Exchange) any { return "Exchange[" + ex.ID() + "]" }),
	"routeId":          get(func(ex *components.Exchange) any { return ex.FromRoute }),
	"fromRouteId":      get(func(ex *components.Exchange) any { return ex.FromRoute }),
	"originalBody":     get(func(ex *components.Exchange) any { return ex.Body }),
	"messageTimestamp": get(func(ex *components.Exchange) any {
		if v, ok := ex.Headers.Get("CamelMessageTimestamp"); ok {
			return v
		}
		return ex.Created.UnixMilli()
	}),
	"file": fileFunction,
}

func body(ex *components.Exchange) (any, error) { return ex.Body, nil }

func variables(ex *components.Exchange) (any, error) {
	m := ex.Variables.Copy()
	return &m, nil
}

func bodyType(ex *components.Exchange) (any, error) {
	if ex.Body == nil {
		return nil, nil
	}
	return class(components.JavaType(ex.Body)), nil
}

func bodyOneLine(ex *components.Exchange) (any, error) {
	if ex.Body == nil {
		return nil, nil
	}
	return strings.NewReplacer("\r\n", "", "\n", "", "\r", "").Replace(components.Text(ex.Body)), nil
}

// get makes a function without arguments.
func get(f func(*components.Exchange) any) compiler {
	return func(p *parser, c call) (components.Expression, error) {
		return p.navigate(func(ex *components.Exchange) (any, error) { return f(ex), nil }, c.rest)
	}
}

// inMessage is in.body and in.header.x, old spellings.
func inMessage(p *parser, c call) (components.Expression, error) {
	if rest := p.of(c.rest); strings.HasPrefix(rest, ".body") || strings.HasPrefix(rest, ".header") {
		return p.function(c.rest.start+1, c.rest.end)
	}
	return nil, p.unknown(c)
}

func headersFunction(p *parser, c call) (components.Expression, error) {
	if rest := p.of(c.rest); strings.HasPrefix(rest, ".size") || rest == "" {
		return p.navigate(func(ex *components.Exchange) (any, error) { return ex.Headers.Map(), nil }, c.rest)
	}
	return headerFunction(p, c)
}

var headerFunction = namedFunction(
	func(ex *components.Exchange, n string) any { return ex.Headers.Value(n) },
	func(ex *components.Exchange, n string) bool { _, ok := ex.Headers.Get(n); return ok },
)

// namedFunction looks something up by a name: .name, [name], ['name'] or :name, with navigation behind it. A name with dots
// is tried as a whole first where has tells so.
func namedFunction(look func(*components.Exchange, string) any, has func(*components.Exchange, string) bool) compiler {
	return func(p *parser, c call) (components.Expression, error) {
		s := c.rest
		if s.start < s.end && p.text[s.start] == '?' {
			s.start++
		}
		if s.start == s.end {
			return nil, p.wrong(c.at, "write ${"+c.name+".name}", "${%s} needs a name", c.name)
		}
		if p.text[s.start] == '[' {
			stop := p.closingBracket(s.start, s.end)
			if stop < 0 {
				return nil, p.wrong(s.start, "add ]", "[ has no closing ]")
			}
			in := p.trim(span{s.start + 1, stop})
			if c.name != "exchangeProperty" { // quotes are part of a property's name
				in = p.inner(in)
			}
			return p.lookUp(in, look, span{stop + 1, s.end})
		}
		if p.text[s.start] != '.' && p.text[s.start] != ':' {
			return nil, p.wrong(s.start, "", "unexpected %q", p.of(s))
		}
		colon := p.text[s.start] == ':'
		begin := s.start + 1
		i := begin
		for i < s.end && (isNameByte(p.text[i]) || p.text[i] == ':' || colon && p.text[i] == '.' || opening(p.text[i:s.end]) > 0) {
			if n := opening(p.text[i:s.end]); n > 0 {
				stop := closingBrace(p.text[:s.end], i+n)
				if stop < 0 {
					return nil, p.wrong(i, "add }", "${ has no closing }")
				}
				i = stop
			}
			i++
		}
		if i == begin {
			return nil, p.wrong(begin, "", "${%s} needs a name", c.name)
		}
		rest := span{i, s.end}
		one, err := p.lookUp(span{begin, i}, look, rest)
		whole := p.of(span{begin, s.end})
		if has == nil || rest.start == rest.end || strings.ContainsAny(whole, "${[(") {
			if err != nil && has == nil && !strings.ContainsAny(whole, "${[(") {
				return func(ex *components.Exchange) (any, error) { return look(ex, whole), nil }, nil
			}
			return one, err
		}
		return func(ex *components.Exchange) (any, error) {
			if has(ex, whole) {
				return look(ex, whole), nil
			}
			if err != nil {
				return nil, err
			}
			return one(ex)
		}, nil
	}
}

func (p *parser) lookUp(name span, look func(*components.Exchange, string) any, rest span) (components.Expression, error) {
	var found components.Expression
	if fixed := p.of(name); !strings.Contains(fixed, "${") {
		found = func(ex *components.Exchange) (any, error) { return look(ex, fixed), nil }
	} else {
		dynamic, err := p.argument(name)
		if err != nil {
			return nil, err
		}
		found = func(ex *components.Exchange) (any, error) {
			v, err := dynamic(ex)
			if err != nil {
				return nil, err
			}
			return look(ex, components.Text(v)), nil
		}
	}
	return p.navigate(found, rest)
}

func exceptionFunction(p *parser, c call) (components.Expression, error) {
	failure := func(ex *components.Exchange) (any, error) {
		err := ex.Exception
		if err == nil {
			err, _ = ex.Properties.Value("CamelExceptionCaught").(error)
		}
		if err == nil {
			return nil, nil
		}
		var e *components.Exception
		if errors.As(err, &e) {
			return e, nil
		}
		return components.NewException(components.Class(err), err.Error()), nil
	}
	switch p.of(c.rest) {
	case ".stackTrace", ".stacktrace":
		return func(ex *components.Exchange) (any, error) {
			v, err := failure(ex)
			if v == nil || err != nil {
				return "", err
			}
			return components.Text(v), nil
		}, nil
	}
	return p.navigate(failure, c.rest)
}

func (p *parser) typeName(c call, i int) (string, error) {
	name := p.plain(c.args[i])
	if !components.KnownType(name) {
		return "", p.wrong(c.args[i].start, "known are String, int, long, double, boolean, byte[], Map, List", "unknown type %q", name)
	}
	return name, nil
}

func bodyAs(mandatory bool) compiler {
	return func(p *parser, c call) (components.Expression, error) {
		if err := p.count(c, 1, 1); err != nil {
			return nil, err
		}
		name, err := p.typeName(c, 0)
		if err != nil {
			return nil, err
		}
		return p.navigate(func(ex *components.Exchange) (any, error) {
			v, err := components.ConvertTo(ex.Body, name)
			switch {
			case mandatory && err == nil && v == nil:
				return nil, components.NewException("org.apache.camel.InvalidPayloadException", "No body available of type: "+name)
			case err != nil:
				return nil, err
			}
			return v, nil
		}, c.rest)
	}
}

func headerAs(p *parser, c call) (components.Expression, error) {
	if err := p.count(c, 2, 2); err != nil {
		return nil, err
	}
	name, err := p.typeName(c, 1)
	if err != nil {
		return nil, err
	}
	header := p.plain(c.args[0])
	return p.navigate(func(ex *components.Exchange) (any, error) {
		return components.ConvertTo(ex.Headers.Value(header), name)
	}, c.rest)
}

// fileFunction is file:name and its like, from the headers that the file component sets.
func fileFunction(p *parser, c call) (components.Expression, error) {
	words := []string{"name", "name.noext", "name.noext.single", "name.ext", "name.ext.single", "onlyname", "onlyname.noext", "onlyname.noext.single", "ext", "parent", "path", "absolute.path", "absolute", "size", "length", "modified"}
	word, ok := strings.CutPrefix(p.of(c.rest), ":")
	if !ok || !slices.Contains(words, word) {
		return nil, p.wrong(c.rest.start, "known are file:"+strings.Join(words, ", file:"), "unknown function ${file%s}", p.of(c.rest))
	}
	return func(ex *components.Exchange) (any, error) { return fileValue(ex, word), nil }, nil
}

func fileValue(ex *components.Exchange, word string) any {
	name := ex.Headers.Text("CamelFileName")
	only := name[strings.LastIndexByte(name, '/')+1:]
	folder := name[:len(name)-len(only)]
	stem, ext := only, ""
	if i := strings.IndexByte(only, '.'); i >= 0 {
		stem, ext = only[:i], only[i+1:]
	}
	single, last := only, ""
	if i := strings.LastIndexByte(only, '.'); i >= 0 {
		single, last = only[:i], only[i+1:]
	}
	switch word {
	case "name":
		return ex.Headers.Value("CamelFileName")
	case "name.noext":
		return folder + stem
	case "name.noext.single":
		return folder + single
	case "name.ext", "ext":
		return ext
	case "name.ext.single":
		return last
	case "onlyname":
		return only
	case "onlyname.noext":
		return stem
	case "onlyname.noext.single":
		return single
	case "size", "length":
		return ex.Headers.Value("CamelFileLength")
	case "modified":
		return ex.Headers.Value("CamelFileLastModified")
	case "parent":
		return ex.Headers.Value("CamelFileParent")
	case "absolute.path":
		return ex.Headers.Value("CamelFileAbsolutePath")
	case "absolute":
		return ex.Headers.Value("CamelFileAbsolute")
	}
	return ex.Headers.Value("CamelFilePath")
}
