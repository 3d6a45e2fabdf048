package language

import "testing"

// The answers were recorded from Camel 4.22.
func TestTokenize(t *testing.T) {
	const numbers = "1ab2,ab3,4 , 5|6.7"
	for _, c := range []struct {
		token   string
		options Options
		body    any
		want    string
	}{
		{",", Options{}, "a,b,c", "[a, b, c]"},
		{",", Options{}, "a,,b,", "[a, , b]"},
		{",", Options{}, "a,b,,,", "[a, b, , ]"},
		{",", Options{}, "", "[]"},
		{",", Options{}, ",", "[]"},
		{",", Options{}, ",,", "[]"}, // one empty piece
		{",", Options{}, ",a", "[a]"},
		{",", Options{}, "a", "[a]"},
		{",", Options{}, []byte("a,b"), "[a, b]"},
		{",", Options{}, 5, "[5]"},
		{",", Options{}, list("x,y", "z"), "[[x, y,  z]]"},
		{",", Options{}, nil, "error: java.lang.NullPointerException"},
		{",", Options{Trim: true}, " a , b ", "[ a ,  b ]"},
		{" , ", Options{Trim: true}, numbers, "[1ab2,ab3,4, 5|6.7]"},
		{" ", Options{Trim: true}, "a b  c ", "[a, b, , c]"},
		{"\n", Options{Trim: true}, "a\nb\r\nc\n", "[a, b\r, c]"},
		{`\n`, Options{}, "a\nb\r\nc\n", "[a, b\r, c]"},
		{"[0-9]", Options{Regex: true}, numbers, "[ab, ,ab, ,,  , , |, .]"},
		{"[0-9]", Options{}, "1a2b3", "[a, b]"}, // a token is a regular expression anyhow
		{"a|b", Options{Regex: true}, "1ab2", "[1, , 2]"},
		{"ab", Options{}, "1ab2ab3", "[1, 2, 3]"},
		{"|", Options{}, "a|b", "[a, |, b]"},
		{`\|`, Options{}, "a|b", "[a, b]"},
		{"", Options{}, "abc", "[a, b, c]"},
		{",", Options{Group: 2}, numbers, "[1ab2,ab3, 4 , 5|6.7]"},
		{",", Options{SkipFirst: true}, numbers, "[ab3, 4 ,  5|6.7]"},
		{",", Options{SkipFirst: true, Group: 2}, "h,1,2,3", "[1,2, 3]"},
		{",", Options{Source: "header:csv"}, nil, "[a, b1, , c2]"},
		{",", Options{Source: "variable:v"}, nil, "[x, y]"},
		{",", Options{Source: "property:p"}, nil, "[7]"},
		{",", Options{Source: "header:nope"}, "x", "error: org.apache.camel.RuntimeCamelException"},
	} {
		if got := value(t, "tokenize", c.token, c.options, c.body); got != c.want {
			t.Errorf("%q %+v of %v: got %s, want %s", c.token, c.options, c.body, got, c.want)
		}
	}
}
