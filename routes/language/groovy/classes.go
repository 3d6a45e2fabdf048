package groovy

import (
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// Class is a class as a value: String, or Math in Math.max.
type Class struct{ name string }

func (c *Class) String() string    { return "class " + c.name }
func (c *Class) JavaClass() string { return "java.lang.Class" }
func (c *Class) likeText()         {}

// class is what a script may do with a class of Java: make objects, call static methods, read constants.
type class struct {
	construct member
	statics   members
	constants map[string]any
}

// classes are all classes that a script can do something with. See [fillTables].
var classes map[string]class

func fillClasses() {
	classes = map[string]class{}
	for _, group := range []map[string]class{
		numberClasses, textClasses, collectionClasses, dateClasses, temporalClasses, jsonClasses, otherClasses,
	} {
		for name, c := range group {
			classes[name] = c
		}
	}
}

// types are classes that can be named, in declarations and behind instanceof, and no more.
var types = map[string]bool{
	"java.lang.Object": true, "java.lang.Number": true, "java.lang.CharSequence": true, "java.lang.Comparable": true, "java.lang.Iterable": true,
	"java.lang.Class": true, "java.lang.Void": true, "java.lang.Runnable": true, "java.lang.Cloneable": true,
	"java.util.List": true, "java.util.Map": true, "java.util.Set": true, "java.util.Collection": true, "java.util.Iterator": true,
	"java.util.SortedMap": true, "java.util.SortedSet": true, "java.util.Map.Entry": true, "java.util.Map$Entry": true, "java.util.Queue": true, "java.util.Deque": true,
	"java.util.regex.Matcher": true, "java.util.function.Function": true, "java.util.function.Predicate": true,
	"groovy.lang.Closure": true, "groovy.lang.GString": true, "groovy.lang.Range": true, "groovy.lang.IntRange": true, "groovy.lang.Script": true,
	"java.time.temporal.TemporalAccessor": true, "java.time.temporal.Temporal": true, "java.io.Serializable": true,
	"org.apache.camel.Exchange": true, "org.apache.camel.Message": true, "org.apache.camel.CamelContext": true, "org.apache.camel.ExchangePattern": true,
	"java.io.InputStream": true, "org.slf4j.Logger": true,
}

func knownClass(name string) bool {
	if _, ok := classes[name]; ok {
		return true
	}
	return types[name] || components.KnownException(name)
}

// refused says what to do instead, for classes that people use and that are not here.
var refused = map[string]string{
	"java.io.File": "scripts have no access to files; use the component file, or pollEnrich", "java.nio.file.Files": "scripts have no access to files; use the component file, or pollEnrich",
	"java.nio.file.Paths": "scripts have no access to files; use the component file, or pollEnrich", "java.nio.file.Path": "scripts have no access to files; use the component file, or pollEnrich",
	"java.io.FileInputStream": "scripts have no access to files; use the component file", "java.io.FileOutputStream": "scripts have no access to files; use the component file",
	"java.io.FileReader": "scripts have no access to files; use the component file", "java.io.FileWriter": "scripts have no access to files; use the component file",
	"java.net.URL": "scripts have no access to the network; use to: http", "java.net.HttpURLConnection": "scripts have no access to the network; use to: http",
	"java.net.Socket": "scripts have no access to the network; use a component", "java.net.http.HttpClient": "scripts have no access to the network; use to: http",
	"java.lang.Thread": "scripts have no threads; use the steps delay, threads or wireTap", "java.lang.Runtime": "scripts cannot start processes",
	"java.lang.ProcessBuilder": "scripts cannot start processes", "java.lang.ClassLoader": "classes cannot be loaded",
	"groovy.lang.GroovyShell": "a script cannot run text as a script", "groovy.sql.Sql": "use the component sql or jdbc",
}

// refuseClass reports a class that is not here.
func refuseClass(pos int, name string) {
	hint, ok := refused[name]
	if !ok {
		hint = "docs/groovy.md lists the classes that there are"
		if !strings.Contains(name, ".") {
			hint = "write it with def, or import the class; " + hint
		}
	}
	outside(pos, "java:"+name, "the class "+name+" is not available to a script", hint)
}

func constructible(name string) bool {
	return classes[name].construct.do != nil || components.KnownException(name)
}

// construct makes an object.
func (r *run) construct(name string, args []any) any {
	r.tick(1)
	if components.KnownException(name) {
		return newException(name, args)
	}
	c := classes[name].construct
	if c.do == nil || len(args) < c.least || len(args) > c.most {
		types := make([]string, len(args))
		for i, a := range args {
			types[i] = className(a)
		}
		throw("groovy.lang.GroovyRuntimeException", "Could not find matching constructor for: "+name+"("+strings.Join(types, ", ")+")")
	}
	return c.do(called{r, &Class{name}, "<init>", args})
}

// newException makes an exception: of a message, a cause, both or none.
func newException(class string, args []any) *components.Exception {
	x := components.NewException(class, "")
	for _, a := range args {
		switch a := a.(type) {
		case nil:
		case *components.Exception:
			x.Cause = a
			if len(args) == 1 {
				x.Message = components.Text(a)
			}
		default:
			x.Message = toText(a)
		}
	}
	return x
}

func hasStatic(class, name string, n int) bool {
	m, ok := classes[class].statics[name]
	return ok && n >= m.least && n <= m.most
}

// callStatic calls a static method.
func (r *run) callStatic(class, name string, args []any) any {
	m, ok := classes[class].statics[name]
	if !ok || len(args) < m.least || len(args) > m.most {
		if c, ok := classMembers[name]; ok && len(args) >= c.least && len(args) <= c.most {
			return c.do(called{r, &Class{class}, name, args})
		}
		r.missingStatic(class, name, args)
	}
	return m.do(called{r, &Class{class}, name, args})
}

func (r *run) missingStatic(class, name string, args []any) {
	defer func() {
		t := recover().(*thrown)
		t.Message = strings.Replace(t.Message, "No signature of method:", "No signature of method: static", 1)
		panic(t)
	}()
	r.missing(class, name, args)
}

func (r *run) callStaticOr(c *Class, name string, args []any) any {
	return r.callStatic(c.name, name, args)
}

// staticProperty reads Integer.MAX_VALUE, Base64.encoder, String.class, String.name.
func (r *run) staticProperty(c *Class, name string) any {
	if v, ok := classes[c.name].constants[name]; ok {
		return v
	}
	if name == "class" {
		return c
	}
	for _, g := range getters(name) {
		if m, ok := classes[c.name].statics[g]; ok && m.least == 0 {
			return m.do(called{r, c, g, nil})
		}
		if m, ok := classMembers[g]; ok {
			return m.do(called{r, c, g, nil})
		}
	}
	noProperty(name, c.name)
	return nil
}

var classMembers members

func fillClassMembers() {
	classMembers = members{
		"getName":       get(func(c called) any { return c.self.(*Class).name }),
		"getTypeName":   get(func(c called) any { return c.self.(*Class).name }),
		"getSimpleName": get(func(c called) any { return simpleName(c.self.(*Class).name) }),
		"isInstance":    one(func(c called) any { return isInstance(c.args[0], c.self.(*Class).name) }),
		"isCase":        one(func(c called) any { return isInstance(c.args[0], c.self.(*Class).name) }),
		"toString":      get(func(c called) any { return c.self.(*Class).String() }),
		"hashCode":      get(func(c called) any { return javaHash(c.self.(*Class).name) }),
		"equals":        one(func(c called) any { return equal(c.self, c.args[0]) }),
		"cast":          one(func(c called) any { return c.r.castTo(c.args[0], c.self.(*Class).name) }),
	}
}
