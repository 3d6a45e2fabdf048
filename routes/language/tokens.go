package language

import (
	"bufio"
	"bytes"
	"io"
	"math"
	"regexp"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// readAtOnce is how much is read at a time, in bytes.
const readAtOnce = 32 << 10

// Tokens reads text token by token, in the memory that one token takes.
type Tokens struct {
	source  io.Closer
	scanner *bufio.Scanner
	token   string
	group   int
}

// OpenTokens compiles what tokenize does to a function that reads its source piece by piece. Who opens also closes.
func OpenTokens(token string, o Options) (func(ex *components.Exchange) (*Tokens, error), error) {
	re, source, err := tokenPattern(token, o)
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (*Tokens, error) {
		v, err := source(ex)
		if err != nil {
			return nil, err
		}
		if v == nil {
			return nil, nothingToTokenize()
		}
		r, err := components.OpenBody(v)
		if err != nil {
			return nil, err
		}
		t := &Tokens{source: r, scanner: bufio.NewScanner(r), token: token, group: max(o.Group, 1)}
		t.scanner.Buffer(make([]byte, readAtOnce), math.MaxInt)
		t.scanner.Split(cutter(re))
		if o.SkipFirst {
			t.scanner.Scan()
		}
		return t, nil
	}, nil
}

// Next answers the next token, or the next group of them; io.EOF where there is none.
func (t *Tokens) Next() (string, error) {
	found := t.scanner.Scan()
	if err := t.scanner.Err(); err != nil { // what was read right before may be half a token
		return "", err
	}
	if !found {
		return "", io.EOF
	}
	if t.group == 1 {
		return t.scanner.Text(), nil
	}
	var b strings.Builder
	b.Write(t.scanner.Bytes())
	for i := 1; i < t.group && t.scanner.Scan(); i++ {
		b.WriteString(t.token)
		b.Write(t.scanner.Bytes())
	}
	return b.String(), t.scanner.Err()
}

// Close ends the reading.
func (t *Tokens) Close() error { return t.source.Close() }

// cutter cuts at a token as [cut] does, but for what is not read yet.
func cutter(re *regexp.Regexp) bufio.SplitFunc {
	find := re.FindIndex
	if literal, whole := re.LiteralPrefix(); whole && literal != "" {
		find = finder(literal)
	}
	first := true
	return func(data []byte, atEOF bool) (advance int, token []byte, err error) {
		at := find(data)
		if at != nil && at[0] == at[1] { // a token of no length
			at = nil
			if len(data) > 1 {
				at = []int{1, 1}
			}
		}
		switch {
		case at != nil && (at[1] < len(data) || atEOF): // it cannot go on behind what is read
			if first && at[0] == 0 {
				first = false
				return at[1], nil, nil
			}
			first = false
			return at[1], data[:at[0]], nil
		case atEOF && len(data) > 0:
			return len(data), data, nil
		}
		return 0, nil, nil
	}
}

// finder finds text as a regular expression does that is no more than that.
func finder(literal string) func(data []byte) []int {
	wanted, at := []byte(literal), make([]int, 2)
	return func(data []byte) []int {
		i := bytes.Index(data, wanted)
		if i < 0 {
			return nil
		}
		at[0], at[1] = i, i+len(wanted)
		return at
	}
}
