package groovy

// expr is an expression of the script's tree; stmt a statement.
type (
	expr interface{ at() int }
	stmt interface{ at() int }
)

// position is where a node begins in the script.
type position int

func (p position) at() int { return int(p) }

type (
	literal struct {
		position
		value any
	}
	// interpolated is a template: texts are written as they are, everything else is evaluated.
	interpolated struct {
		position
		parts []expr
	}
	name struct {
		position
		name string
	}
	listLiteral struct {
		position
		items  []expr
		parens bool // (a, b): what a list is assigned to
	}
	// spreadItem puts the items of a list into the list around.
	spreadItem struct {
		position
		value expr
	}
	// grouped is a name in parentheses.
	grouped struct {
		position
		value expr
	}
	mapLiteral struct {
		position
		entries []entryLiteral
	}
	// entryLiteral is key: value; a nil key spreads the map that value is.
	entryLiteral struct{ key, value expr }
	rangeLiteral struct {
		position
		from, to            expr
		openLeft, openRight bool
	}
	property struct {
		position
		object       expr
		name         expr
		safe, spread bool
	}
	index struct {
		position
		object expr
		args   []expr
		safe   bool
	}
	// call calls a method of object, or where that is nil a function, closure or method of the script's.
	call struct {
		position
		object       expr
		name         expr
		args         []argument
		safe, spread bool
	}
	// callValue calls what an expression answers.
	callValue struct {
		position
		callee expr
		args   []argument
	}
	// argument may be named, or spread a list over several.
	argument struct {
		name   expr
		value  expr
		spread bool
	}
	newObject struct {
		position
		class string
		args  []argument
		size  expr // of an array
	}
	unary struct {
		position
		op      string
		operand expr
	}
	binary struct {
		position
		op          string
		left, right expr
	}
	conditional struct {
		position
		test, yes, no expr // yes is nil for ?:
	}
	assignment struct {
		position
		op     string // "=" or a compound one
		target expr
		value  expr
	}
	step struct {
		position
		op     string // ++ or --
		prefix bool
		target expr
	}
	closureLiteral struct {
		position
		params   []parameter
		implicit bool // takes it
		body     []stmt
	}
	cast struct {
		position
		value  expr
		class  typeName
		strict bool // (Type) value rather than value as Type
	}
	instanceOf struct {
		position
		value  expr
		class  typeName
		negate bool
	}
	methodPointer struct {
		position
		object expr
		name   expr
	}
	// arrayClass is byte[] as a value.
	arrayClass struct {
		position
		class typeName
	}
	// switchExpr is a switch whose value is used.
	switchExpr struct{ *switchStmt }
)

type parameter struct {
	name     string
	class    typeName
	fallback expr
	variadic bool
}

// typeName is a class as a script writes it; the zero value is def.
type typeName struct {
	pos   int
	name  string
	array bool
}

type (
	exprStmt struct {
		position
		value expr
	}
	declaration struct {
		position
		class   typeName
		names   []string
		classes []typeName
		value   expr // nil for none
		several bool // def (a, b) = list
	}
	block struct {
		position
		body []stmt
	}
	// declarations are several in one line: they belong to the block around.
	declarations block
	ifStmt       struct {
		position
		test    expr
		yes, no stmt
	}
	whileStmt struct {
		position
		test  expr
		body  stmt
		after bool // do ... while
		label string
	}
	forIn struct {
		position
		variable   parameter
		collection expr
		body       stmt
		label      string
	}
	forLoop struct {
		position
		init  []stmt
		test  expr
		steps []expr
		body  stmt
		label string
	}
	switchStmt struct {
		position
		value expr
		cases []switchCase
	}
	switchCase struct {
		tests []expr // none: default
		body  []stmt
		arrow bool
	}
	jump struct {
		position
		kind  string // return, break, continue
		value expr
		label string
	}
	throwStmt struct {
		position
		value expr
	}
	tryStmt struct {
		position
		body    stmt
		catches []catchClause
		finally stmt
	}
	catchClause struct {
		classes []typeName
		name    string
		body    stmt
	}
	assertStmt struct {
		position
		test, message expr
		source        string
	}
)

// function is a method that the script defines.
type function struct {
	position
	name   string
	params []parameter
	body   []stmt
}

// program is a parsed script.
type program struct {
	body      []stmt
	functions []*function
	imports   map[string]string // short name to class
	packages  []string          // of imports with *
	statics   []staticImport
	assigned  map[string]bool // names of variables that are assigned
}

// staticImport is a member of a class that is known by a name of its own; an empty name stands for all of the class.
type staticImport struct{ name, class, member string }
