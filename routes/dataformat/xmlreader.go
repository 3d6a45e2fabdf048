package dataformat

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/dromedary-go/dromedary/components"
)

// maxXMLDepth bounds how deep elements nest.
const maxXMLDepth = 1000

// xmlRoot is what the element of a document holds.
type xmlRoot struct {
	fields *components.Map // attributes and children by their names; text under ""
	items  []any           // of the children, in order
	text   string          // where there are neither attributes nor children
	null   bool
}

func (r *xmlRoot) asMap() any {
	switch {
	case r.null:
		return nil
	case r.text != "":
		return components.NewMap("", r.text)
	}
	return r.fields
}

// xmlReader reads a document. Entities are XML's own five: none is read from a document type, which may stand there.
type xmlReader struct{ *xml.Decoder }

// readXML reads the element of a document; what stands behind it does not count.
func readXML(text string) (*xmlRoot, error) {
	d := xml.NewDecoder(strings.NewReader(text))
	d.CharsetReader = func(name string, in io.Reader) (io.Reader, error) {
		charset, err := components.FindCharset(name)
		if utf8.ValidString(text) && strings.ContainsFunc(text, func(r rune) bool { return r > '~' }) {
			return in, nil // it came as text
		}
		return charset.Reader(in), err
	}
	r := xmlReader{d}
	for {
		token, err := r.Token()
		if errors.Is(err, io.EOF) {
			return nil, errors.New("there is no element")
		}
		if err != nil {
			return nil, err
		}
		switch token := token.(type) {
		case xml.CharData:
			if strings.TrimSpace(string(token)) != "" {
				return nil, errors.New("text stands before the first element")
			}
		case xml.StartElement:
			root := &xmlRoot{}
			value, err := r.element(token, 0, root)
			switch value := value.(type) {
			case *components.Map:
				root.fields = value
			case string:
				root.text, root.fields = value, &components.Map{}
			default:
				root.null = true
			}
			return root, err
		}
	}
}

// element reads up to the end of an element: text where it has neither attributes nor children, else a map. Of the document's
// element root takes the children.
func (r xmlReader) element(start xml.StartElement, depth int, root *xmlRoot) (any, error) {
	if depth > maxXMLDepth {
		return nil, fmt.Errorf("elements are nested deeper than %d levels", maxXMLDepth)
	}
	m := &components.Map{}
	null, err := attributes(start, m)
	if err != nil {
		return nil, err
	}
	var text strings.Builder
	mixed := func() {
		if s := text.String(); strings.TrimSpace(s) != "" {
			addField(m, "", s)
		}
		text.Reset()
	}
	children := false
	for {
		token, err := r.Token()
		if err != nil {
			return nil, err
		}
		switch token := token.(type) {
		case xml.CharData:
			text.Write(token)
		case xml.StartElement:
			mixed()
			children = true
			child, err := r.element(token, depth+1, nil)
			if err != nil {
				return nil, err
			}
			addField(m, token.Name.Local, child)
			if root != nil {
				root.items = append(root.items, child)
			}
		case xml.EndElement:
			if root != nil && root.items == nil {
				root.items = []any{}
			}
			switch {
			case null:
				return nil, nil
			case m.Len() == 0 && !children:
				return text.String(), nil
			}
			mixed()
			return m, nil
		}
	}
}

const schemaInstance = "http://www.w3.org/2001/XMLSchema-instance"

// attributes puts the attributes of an element into m; null tells that the element says that it has no value.
func attributes(start xml.StartElement, m *components.Map) (null bool, err error) {
	seen := map[xml.Name]bool{}
	for _, a := range start.Attr {
		if seen[a.Name] {
			return false, fmt.Errorf("<%s> has attribute %s twice", start.Name.Local, a.Name.Local)
		}
		seen[a.Name] = true
		switch {
		case a.Name.Space == "xmlns" || a.Name.Space == "" && a.Name.Local == "xmlns":
		case a.Name.Space == schemaInstance && a.Name.Local == "nil":
			null = null || strings.TrimSpace(a.Value) == "true"
		default:
			addField(m, a.Name.Local, a.Value)
		}
	}
	return null, nil
}

// addField adds a value under a name; what comes again becomes a list.
func addField(m *components.Map, name string, v any) {
	before, there := m.Get(name)
	if !there {
		m.Set(name, v)
		return
	}
	list, isList := before.([]any)
	if !isList {
		list = []any{before}
	}
	m.Set(name, append(list, v))
}
