package components

// Node is a value of a Java library's own kind that Camel converts by what it holds: a JSON tree of Jackson's, an XML node.
type Node interface {
	// JavaClass is the full class name.
	JavaClass() string
	// Text is what Camel makes of it as text.
	Text() string
	// String is Java's own text of it, which shows in lists and maps.
	String() string
	// As converts it to a class or primitive type, by its full name; ok is false where there is no way.
	As(class string) (v any, ok bool)
	// Parts are what a split makes of it; nil leaves it in one piece.
	Parts() []any
}

// inside is the text of a value that is part of another.
func inside(v any) string {
	if n, ok := v.(Node); ok {
		return n.String()
	}
	return Text(v)
}

// node converts a value that is a node.
func (s source) node(n Node) (any, error) {
	switch s.to {
	case javaObject:
		return n, nil
	case "java.lang.String":
		return n.Text(), nil
	}
	if v, ok := n.As(s.to); ok {
		return v, nil
	}
	return nil, s.noConverter()
}
