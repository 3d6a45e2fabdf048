package routes

import (
	"io"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes/language"
)

// pieces are the parts of what a split takes apart. It looks one ahead, so that the last is known to be the last.
type pieces struct {
	pull   func() (any, error) // nil: there are no more
	close  func()
	ahead  any
	failed error // to pull what comes ahead
	begun  bool
	unsure func(part any) bool // says of a part that more comes, whatever is ahead; nil as a rule
}

// next answers the next part, nil where there is none, and whether more follow. A failure comes behind what was read before.
func (p *pieces) next() (v any, more bool, err error) {
	if !p.begun {
		p.begun = true
		p.ahead, p.failed = p.pull()
	}
	if p.failed != nil {
		return nil, false, p.failed
	}
	v = p.ahead
	if v == nil {
		return nil, false, nil
	}
	p.ahead, p.failed = p.pull()
	return v, p.ahead != nil || p.failed != nil || p.unsure != nil && p.unsure(v), nil
}

// count pulls all there is and answers how many parts there are.
func (p *pieces) count() (int, error) {
	var all []any
	for {
		v, err := p.pull()
		if err != nil {
			return 0, err
		}
		if v == nil {
			break
		}
		all = append(all, v)
	}
	p.pull = each(all)
	return len(all), nil
}

// pieces compiles what takes an exchange apart; nil where it is wrong, which is then reported.
func (s *split) pieces(c *compiler) func(ex *components.Exchange) (*pieces, error) {
	delimiter := delimiterOf(s.Delimiter)
	group := s.Group
	if o := &s.Expr.Options; s.Streaming && s.Expr.Language == "tokenize" && !o.XML && o.EndToken == "" {
		open := s.Expr.tokens(c)
		if open == nil {
			return nil
		}
		return func(ex *components.Exchange) (*pieces, error) {
			tokens, err := open(ex)
			if err != nil {
				return nil, err
			}
			pull := func() (any, error) {
				text, err := tokens.Next()
				if err == io.EOF {
					return nil, nil
				}
				if err != nil {
					return nil, components.NewException(components.IOException, err.Error())
				}
				return text, nil
			}
			return &pieces{pull: grouped(pull, group), close: func() { tokens.Close() }}, nil
		}
	}
	value := s.Expr.compile(c)
	if value == nil {
		return nil
	}
	return func(ex *components.Exchange) (*pieces, error) {
		v, err := value(ex)
		if err != nil {
			return nil, err
		}
		if it, ok := v.(components.Iterator); ok {
			return iterated(it, group), nil
		}
		return &pieces{pull: grouped(each(components.Parts(v, delimiter)), group), close: func() {}}, nil
	}
}

// iterated are the parts of a body that yields them itself.
func iterated(it components.Iterator, group int) *pieces {
	p := &pieces{pull: grouped(it.Next, group), close: func() {}}
	if unsure, ok := it.(components.Unsure); ok {
		p.unsure = unsure.Unsure
	}
	if closer, ok := it.(io.Closer); ok {
		p.close = func() { closer.Close() }
	}
	return p
}

// tokens compiles a tokenize expression to what reads its source piece by piece, in the memory that one piece takes.
func (e *expression) tokens(c *compiler) func(ex *components.Exchange) (*language.Tokens, error) {
	if e.key == nil || !e.load(c) {
		return nil
	}
	open, err := language.OpenTokens(e.Text.Value, e.languageOptions(c))
	if err != nil {
		e.wrong(c, err)
		return nil
	}
	return open
}

// each yields the values of a list but null. Text of a JSON tree is plain text by itself.
func each(list []any) func() (any, error) {
	i := 0
	return func() (any, error) {
		for i < len(list) {
			v := list[i]
			i++
			if j, ok := v.(*components.JSON); ok && j.IsText() {
				v = j.Value
			}
			if v != nil {
				return v, nil
			}
		}
		return nil, nil
	}
}

// grouped puts n values at a time into a list.
func grouped(pull func() (any, error), n int) func() (any, error) {
	if n <= 0 {
		return pull
	}
	return func() (any, error) {
		var list []any
		for len(list) < n {
			v, err := pull()
			if err != nil {
				return nil, err
			}
			if v == nil {
				break
			}
			list = append(list, v)
		}
		if list == nil {
			return nil, nil
		}
		return list, nil
	}
}
