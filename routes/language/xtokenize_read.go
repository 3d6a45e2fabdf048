package language

import (
	"encoding/xml"
	"errors"
	"html"
	"io"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// elements yields the elements that a path names, see [components.Iterator].
type elements struct {
	source io.Closer
	d      *xml.Decoder
	raw    *components.KeptReader
	steps  []tokenStep
	mode   string
	group  int
	open   []*openElement
	head   string // the declaration of XML
}

func newElements(r io.ReadCloser, steps []tokenStep, o Options) *elements {
	e := &elements{source: r, raw: components.NewKeptReader(r, 0), steps: steps, mode: o.Mode, group: o.Group}
	e.d = xml.NewDecoder(e.raw)
	e.d.CharsetReader = func(label string, input io.Reader) (io.Reader, error) {
		charset, err := components.FindCharset(label)
		if err != nil {
			return nil, err
		}
		e.raw = components.NewKeptReader(charset.Reader(input), e.d.InputOffset())
		return e.raw, nil
	}
	return e
}

// JavaClass is Camel's.
func (e *elements) JavaClass() string {
	return "org.apache.camel.language.xtokenizer.XMLTokenExpressionIterator$XMLTokenIterator"
}

// Close ends the reading.
func (e *elements) Close() error { return e.source.Close() }

// Next answers the next element, or so many as make a group.
func (e *elements) Next() (any, error) {
	first, err := e.next()
	if err != nil || e.group < 1 {
		return text(first), failedRead(err)
	}
	if first == nil {
		return nil, nil
	}
	var b strings.Builder
	b.WriteString("<group>" + *first)
	for i := 1; i < e.group; i++ {
		more, err := e.next()
		if err != nil {
			return nil, failedRead(err)
		}
		if more == nil {
			break
		}
		b.WriteString(*more)
	}
	return b.String() + "</group>", nil
}

func text(s *string) any {
	if s == nil {
		return nil
	}
	return *s
}

func failedRead(err error) error {
	if err == nil {
		return nil
	}
	return &components.Exception{Class: "org.apache.camel.RuntimeCamelException", Message: "javax.xml.stream.XMLStreamException: " + err.Error(), Cause: err}
}

const mostOpenElements = 5_000

// next reads up to the end of the next element that the path names.
func (e *elements) next() (*string, error) {
	for {
		e.raw.Forget(e.d.InputOffset())
		begin := e.d.InputOffset()
		t, err := e.d.RawToken()
		switch {
		case errors.Is(err, io.EOF) && len(e.open) > 0:
			return nil, io.ErrUnexpectedEOF
		case errors.Is(err, io.EOF):
			return nil, nil
		case err != nil:
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if len(e.open) >= mostOpenElements {
				return nil, errors.New("elements are nested too deep")
			}
			e.open = append(e.open, e.opened(t, e.raw.Between(begin, e.d.InputOffset())))
			if pathMatches(e.steps, e.open) {
				found, err := e.element(begin)
				return &found, err
			}
		case xml.ProcInst:
			if t.Target == "xml" {
				e.head = e.raw.Between(begin, e.d.InputOffset())
			}
		case xml.EndElement:
			if len(e.open) == 0 || e.open[len(e.open)-1].name != rawName(t.Name) {
				return nil, errors.New("the end tag " + rawName(t.Name) + " has no beginning")
			}
			e.open = e.open[:len(e.open)-1]
		}
	}
}

func rawName(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

func (e *elements) opened(t xml.StartElement, tag string) *openElement {
	o := &openElement{name: rawName(t.Name), local: t.Name.Local, tag: tag}
	for _, a := range t.Attr {
		if a.Name.Space == "xmlns" || a.Name.Space == "" && a.Name.Local == "xmlns" {
			o.declared = append(o.declared, declaration{rawName(a.Name), html.EscapeString(a.Value)})
		}
	}
	want := "xmlns"
	if t.Name.Space != "" {
		want += ":" + t.Name.Space
	}
	for _, above := range append([]*openElement{o}, backwards(e.open)...) {
		for _, d := range above.declared {
			if d.name == want {
				o.space = html.UnescapeString(d.uri)
				return o
			}
		}
	}
	return o
}

func backwards(open []*openElement) []*openElement {
	list := make([]*openElement, len(open))
	for i, o := range open {
		list[len(open)-1-i] = o
	}
	return list
}

// element reads on to the end of the element that was just opened.
func (e *elements) element(begin int64) (string, error) {
	inside, depth := e.d.InputOffset(), 0
	var content strings.Builder
	for {
		from := e.d.InputOffset()
		t, err := e.d.RawToken()
		if err != nil {
			if errors.Is(err, io.EOF) {
				err = io.ErrUnexpectedEOF
			}
			return "", err
		}
		switch t.(type) {
		case xml.StartElement:
			depth++
		case xml.CharData:
			content.WriteString(e.raw.Between(from, e.d.InputOffset()))
		case xml.EndElement:
			if depth > 0 {
				depth--
				continue
			}
			found := e.shown(begin, inside, from, content.String())
			e.open = e.open[:len(e.open)-1]
			return found, nil
		}
	}
}

// shown is an element as the mode has it.
func (e *elements) shown(begin, inside, end int64, content string) string {
	own := e.open[len(e.open)-1]
	rest := e.raw.Between(inside, e.d.InputOffset())
	switch e.mode {
	case "u":
		return e.raw.Between(inside, end)
	case "t":
		return content
	case "w":
		before, after := e.head, ""
		for _, o := range e.open[:len(e.open)-1] {
			before, after = before+o.tag, "</"+o.name+">"+after
		}
		return before + own.tag + rest + after
	}
	cut := len(strings.TrimSuffix(strings.TrimSuffix(own.tag, ">"), "/"))
	return own.tag[:cut] + declarations(e.open) + own.tag[cut:] + rest
}
