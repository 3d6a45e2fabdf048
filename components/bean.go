package components

// Bean is an object that routes call by its name: the steps bean and process, ${bean:name.method}, the language method.
// It is how a route reaches Go code of one's own: a custom build passes [BeanType]s to cli.Main.
type Bean interface {
	// Call calls a method; its name is "" where the route names none. The arguments are those written behind the name,
	// none as a rule: the bean then takes what it needs from the exchange, and may change it. What it answers
	// becomes the body, unless it is nil. Many exchanges call at once.
	Call(ex *Exchange, method string, args []any) (any, error)
}

// BeanType is a class whose beans are Go: what a route names under "type:" or "beanType:".
type BeanType struct {
	// Class is the name that routes use, such as "com.example.Prices".
	Class string
	// Constructors name the properties that the arguments of a constructor stand for: a list for each constructor, told
	// apart by how many arguments they take. Without any the class takes no arguments.
	Constructors [][]string
	// New makes a bean: a [Bean], which routes call, or what a step or an option asks for, such as an
	// [IdempotentRepository] or a [DataSource]. A property that names another bean is looked up by [Context.Bean].
	// It opens nothing: files are validated with it. Its error is shown beside the bean's definition.
	New func(ctx *Context, properties map[string]string) (any, error)
}

// BeanFunc is a bean of one function, whatever the method's name.
type BeanFunc func(ex *Exchange) (any, error)

// Call calls the function.
func (f BeanFunc) Call(ex *Exchange, _ string, _ []any) (any, error) { return f(ex) }
