package language

import (
	"bufio"
	"io"
	"math"
	"regexp"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

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
		t.scanner.Buffer(nil, math.MaxInt)
		t.scanner.Split(cutter(re))
		if o.SkipFirst {
			t.scanner.Scan()
		}
		return t, nil
	}, nil
}

// Next answers the next token, or the next group of them; io.EOF where there is none.
func (t *Tokens) Next() (string, error) {
	var group []string
	for len(group) < t.group && t.scanner.Scan() {
		group = append(group, t.scanner.Text())
	}
	if err := t.scanner.Err(); err != nil {
		return "", err
	}
	if group == nil {
		return "", io.EOF
	}
	return strings.Join(group, t.token), nil
}

// Close ends the reading.
func (t *Tokens) Close() error { return t.source.Close() }

// cutter cuts at a token as [cut] does, but for what is not read yet.
func cutter(re *regexp.Regexp) bufio.SplitFunc {
	first := true
	return func(data []byte, atEOF bool) (advance int, token []byte, err error) {
		at := re.FindIndex(data)
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
			return at[1], append([]byte{}, data[:at[0]]...), nil
		case atEOF && len(data) > 0:
			return len(data), data, nil
		}
		return 0, nil, nil
	}
}
