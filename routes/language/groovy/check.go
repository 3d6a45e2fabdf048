package groovy

// What can be known to fail is reported when a script is compiled.

// reaching are methods of classes that reach out of the script, into the JVM, and what to do instead.
var reaching = map[string]string{
	"getMethod": "call the method by its name", "getDeclaredMethod": "call the method by its name", "getClassLoader": "classes cannot be loaded",
	"forName": "name the class", "newInstance": "write new and the class", "getMetaClass": "classes cannot be changed",
}

// checkMember reports a call that is never available.
func (c *compiler) checkMember(e *call, n string) {
	switch object := e.object.(type) {
	case *literal, *interpolated, *listLiteral:
		if n == "execute" {
			outside(e.at(), "groovy:execute", "the method execute is not available", "a script cannot start processes; use the component exec")
		}
	case *call:
		if object.name != nil && isLiteral(object.name, "getClass") {
			c.reach(e, n)
		}
	case *property:
		if isLiteral(object.name, "class") || isLiteral(object.name, "metaClass") {
			c.reach(e, n)
		}
	case *name:
		if class, ok := c.isClass(object); ok {
			c.reach(e, n)
			c.checkStatic(e, class)
		}
	}
}

func (c *compiler) reach(e *call, n string) {
	if class, ok := c.isClass(e.object); ok {
		if _, there := classes[class].statics[n]; there {
			return
		}
	}
	if hint, ok := reaching[n]; ok {
		outside(e.at(), "groovy:"+n, "the method "+n+" of classes is not available", hint)
	}
}

func isLiteral(e expr, s string) bool {
	l, ok := e.(*literal)
	return ok && l.value == s
}

// isClass answers the class that an expression names.
func (c *compiler) isClass(e expr) (string, bool) {
	n, ok := e.(*name)
	if !ok {
		return "", false
	}
	if _, _, local := c.find(n.name); local {
		return "", false
	}
	return c.classNamed(n.at(), n.name)
}

// instead says what to write in place of members of classes that are not here.
var instead = map[string]string{
	"java.lang.System.getenv":      "write a placeholder: {{env:NAME}}",
	"java.lang.System.getProperty": "write a placeholder: {{NAME}}",
	"java.lang.System.exit":        "end the route with the step stop",
}

// checkStatic reports a static method that a class does not have here.
func (c *compiler) checkStatic(e *call, class string) {
	l, ok := e.name.(*literal)
	if !ok {
		return
	}
	n := toText(l.value)
	_, static := classes[class].statics[n]
	_, own := classMembers[n]
	if !static && !own && !e.spread {
		noMember(e.at(), class, n, "method")
	}
}

// checkConstant reports a constant that a class does not have here.
func (c *compiler) checkConstant(e *property) {
	l, ok := e.name.(*literal)
	if !ok {
		return
	}
	class, ok := c.isClass(e.object)
	if !ok {
		if class, ok = c.dotted(e.object); !ok {
			return
		}
	}
	n := toText(l.value)
	if _, ok := classes[class].constants[n]; ok || n == "class" {
		return
	}
	for _, g := range getters(n) {
		_, static := classes[class].statics[g]
		if _, own := classMembers[g]; static || own {
			return
		}
	}
	noMember(e.at(), class, n, "constant")
}

func noMember(pos int, class, n, kind string) {
	hint, ok := instead[class+"."+n]
	if !ok {
		hint = "docs/groovy.md says what there is of classes"
	}
	outside(pos, "java:"+class+"."+n, "the class "+class+" has no "+kind+" "+n+" here", hint)
}
