package simple

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// contextFunctions answer what is around the message: ids, names, configuration.
var contextFunctions = map[string]compiler{
	"exchangeId":      word(func(ex *components.Exchange) (any, error) { return ex.ID(), nil }),
	"id":              word(func(ex *components.Exchange) (any, error) { return ex.ID(), nil }),
	"exchange":        exchange,
	"routeId":         word(currentRoute),
	"routeGroup":      word(routeGroup),
	"fromRouteId":     word(fromRoute),
	"stepId":          word(func(ex *components.Exchange) (any, error) { return ex.Properties.Value(StepID), nil }),
	"camelId":         func(p *parser, c call) (components.Expression, error) { return constant(p.env.name()), p.plainEnd(c) },
	"camelContext":    camelContext,
	"threadName":      func(p *parser, c call) (components.Expression, error) { return threadName(p.env), p.plainEnd(c) },
	"hostName":        word(hostName),
	"hostname":        word(hostName),
	"env":             byName(environment),
	"sysenv":          byName(environment),
	"sys":             sys,
	"properties":      properties,
	"propertiesExist": propertiesExist,
	"uuid":            uuid,
}

func currentRoute(ex *components.Exchange) (any, error) {
	if ex.RouteID == "" {
		return fromRoute(ex)
	}
	return ex.RouteID, nil
}

func routeGroup(ex *components.Exchange) (any, error) {
	if ex.RouteGroup == "" {
		return nil, nil
	}
	return ex.RouteGroup, nil
}

func fromRoute(ex *components.Exchange) (any, error) {
	if ex.FromRoute == "" {
		return nil, nil
	}
	return ex.FromRoute, nil
}

// StepID is the property that holds the id of the step EIP that the exchange is in.
const StepID = "CamelStepId"

func camelContext(p *parser, c call) (components.Expression, error) {
	if rest := p.of(c.rest); c.hasArgs || rest == "" || rest[0] != '.' {
		return nil, p.unknown(c)
	}
	return p.navigate(constant(contextValue{p.env}), c.rest)
}

// threadName names the route: goroutines have no names.
func threadName(env *Env) components.Expression {
	return func(ex *components.Exchange) (any, error) {
		return fmt.Sprintf("Camel (%s) %s", env.name(), ex.FromRoute), nil
	}
}

func hostName(*components.Exchange) (any, error) {
	name, err := os.Hostname()
	if err != nil {
		return "", nil // as Camel's is then
	}
	return name, nil
}

// sys takes no colon, other than env.
func sys(p *parser, c call) (components.Expression, error) {
	if strings.HasPrefix(p.of(c.rest), ":") {
		return nil, p.wrong(c.rest.start, "write ${sys."+p.of(c.rest)[1:]+"}", "unknown function ${%s}", p.of(c.text))
	}
	return byName(systemProperty)(p, c)
}

// byName looks up what follows .NAME or :NAME, once: it does not change.
func byName(find func(name string) any) compiler {
	return func(p *parser, c call) (components.Expression, error) {
		name, err := p.nameBehind(c)
		if err != nil {
			return nil, err
		}
		return constant(find(name)), nil
	}
}

// nameBehind is what stands behind NAME. or NAME:, as it is written.
func (p *parser) nameBehind(c call) (string, error) {
	rest := p.of(c.rest)
	if c.hasArgs || len(rest) < 2 || rest[0] != '.' && rest[0] != ':' {
		return "", p.wrong(c.text.start, "write ${"+c.name+":name}", "${%s} needs a name", p.of(c.text))
	}
	return rest[1:], nil
}

func environment(name string) any {
	upper := strings.ToUpper(name)
	for _, n := range []string{name, upper, strings.NewReplacer(".", "_", "-", "_").Replace(upper)} {
		if v, ok := os.LookupEnv(n); ok {
			return v
		}
	}
	return nil
}

// systemProperty answers the properties of a Java virtual machine that mean something here.
func systemProperty(name string) any {
	find, ok := map[string]func() (string, error){
		"user.dir":       os.Getwd,
		"user.home":      os.UserHomeDir,
		"user.name":      func() (string, error) { return os.Getenv("USER"), nil },
		"java.io.tmpdir": func() (string, error) { return os.TempDir(), nil },
		"os.name":        func() (string, error) { return strings.ToUpper(runtime.GOOS[:1]) + runtime.GOOS[1:], nil },
		"os.arch":        func() (string, error) { return runtime.GOARCH, nil },
		"file.separator": func() (string, error) { return string(filepath.Separator), nil },
		"path.separator": func() (string, error) { return string(filepath.ListSeparator), nil },
		"line.separator": func() (string, error) { return "\n", nil },
	}[name]
	if !ok {
		return nil
	}
	value, err := find()
	if err != nil {
		return nil
	}
	return value
}

// properties is properties:key or properties:key:default.
func properties(p *parser, c call) (components.Expression, error) {
	rest, err := p.nameBehind(c)
	if err != nil {
		return nil, err
	}
	key, fallback, hasFallback := strings.Cut(rest, ":")
	env := p.env
	return func(*components.Exchange) (any, error) {
		v, ok := env.property(key)
		switch {
		case ok:
			return v, nil
		case hasFallback:
			return fallback, nil
		}
		return nil, wrapped(runtimeException, components.NewException(components.IllegalArgumentException,
			fmt.Sprintf("Property with key [%s] not found in properties from text: {{%s}}", key, key)))
	}, nil
}

func propertiesExist(p *parser, c call) (components.Expression, error) {
	key, err := p.nameBehind(c)
	if err != nil {
		return nil, err
	}
	key, negated := strings.CutPrefix(key, "!")
	env := p.env
	return func(*components.Exchange) (any, error) {
		_, ok := env.property(key)
		return ok != negated, nil
	}, nil
}

var (
	uuidStart   = time.Now()
	uuidCounter atomic.Uint64
)

// uuid answers ids as Camel's generators write them: default, classic, short and simple.
func uuid(p *parser, c call) (components.Expression, error) {
	kind := "default"
	if !p.trim(c.inside).empty() {
		kind = p.of(c.inside)
	}
	next := func() string { return strconv.FormatUint(uuidCounter.Add(1), 10) }
	switch kind {
	case "default":
		return func(*components.Exchange) (any, error) { return components.NewID(), nil }, nil
	case "short": // its beginning tells processes apart, as in Camel not very well
		return func(*components.Exchange) (any, error) {
			id := components.NewID()
			return id[10:16] + id[len(id)-10:], nil
		}, nil
	case "simple":
		return func(*components.Exchange) (any, error) { return next(), nil }, nil
	case "classic":
		host, _ := hostName(nil)
		prefix := fmt.Sprintf("ID-%s-%d-%d-", host, uuidStart.UnixMilli(), os.Getpid())
		return func(*components.Exchange) (any, error) { return prefix + next(), nil }, nil
	}
	return nil, p.wrong(c.inside.start, "known are default, classic, short and simple", "unknown kind of uuid %q", kind)
}
