package components

// Expression answers a value for an exchange. It is compiled once and safe for concurrent use.
type Expression func(ex *Exchange) (any, error)

// Predicate answers true or false for an exchange. It is compiled once and safe for concurrent use.
type Predicate func(ex *Exchange) (bool, error)

// SyntaxError is a mistake in the text of an expression, found when it is compiled.
type SyntaxError struct {
	// Offset is the byte in the expression's text where it is wrong.
	Offset int
	Msg    string
	// Hint says what to write instead, where that is known.
	Hint string
	// Need names what the expression needs and this build does not have, such as "function:pretty" or "language:jq".
	Need string
}

func (e *SyntaxError) Error() string { return e.Msg }
