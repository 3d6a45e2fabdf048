package components

// Fragment is a part of a body that has headers of its own, such as a file of an archive. A split adds them to those of the
// exchange that it takes apart.
type Fragment struct {
	Body    any
	Headers Headers
}

// Iterator is a body that yields its parts one after the other, once. A split reads it part by part.
type Iterator interface {
	// Next answers the next part, nil where there is none.
	Next() (any, error)
	// JavaClass is the full class name that the body has in Camel.
	JavaClass() string
}

// Unsure is an [Iterator] that cannot tell whether more follows until a part has been read, and then says that more does.
type Unsure interface {
	Iterator
	// Unsure tells whether this is so behind a part that Next answered.
	Unsure(part any) bool
}
