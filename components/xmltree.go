package components

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// XMLKind says what a node of an XML document is.
type XMLKind int

// The kinds. Comments are dropped when a document is read, as Camel does.
const (
	XMLDocument XMLKind = iota
	XMLElement
	XMLAttribute
	XMLText
	XMLCData
	XMLInstruction
)

// XML is a node of an XML document; the document is one, too. It is not changed once it is read.
type XML struct {
	Kind     XMLKind
	Name     string // with its prefix
	Local    string // without
	Space    string // the namespace's URI
	Value    string // of an attribute, text or an instruction
	Parent   *XML
	Children []*XML
	Attrs    []*XML // in the order of their names
	Declared []*XML // the namespaces that an element declares: attributes xmlns and xmlns:prefix
	Order    int    // place in the document
}

// Bounds of a document.
const (
	maxXMLDepth = 5_000
	maxXMLNodes = 10_000_000
)

// ParseXML reads a document: text or bytes in any character set that it declares. There are no entities but XML's own
// and no external ones, whatever its DOCTYPE says.
func ParseXML(r io.Reader) (*XML, error) {
	p := &xmlParser{doc: &XML{Kind: XMLDocument}}
	p.at, p.raw = p.doc, NewKeptReader(r, 0)
	p.d = xml.NewDecoder(p.raw)
	p.d.CharsetReader = func(label string, input io.Reader) (io.Reader, error) {
		charset, err := FindCharset(label)
		if err != nil {
			return nil, err
		}
		p.raw = NewKeptReader(charset.Reader(input), p.d.InputOffset())
		return p.raw, nil
	}
	if err := p.read(); err != nil {
		return nil, &Exception{Class: "org.xml.sax.SAXParseException", Message: err.Error(), Cause: err}
	}
	return p.doc, nil
}

type xmlParser struct {
	d     *xml.Decoder
	raw   *KeptReader
	doc   *XML
	at    *XML
	count int
	order int
	depth int
}

func (p *xmlParser) read() error {
	for {
		p.raw.Forget(p.d.InputOffset())
		t, err := p.d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if err := p.token(t); err != nil {
			return err
		}
	}
	if p.at != p.doc {
		return fmt.Errorf("element %s has no end", p.at.Name)
	}
	if p.doc.Root() == nil {
		return errors.New("Premature end of file.")
	}
	return nil
}

func (p *xmlParser) token(t xml.Token) error {
	if p.count++; p.count > maxXMLNodes {
		return fmt.Errorf("the document has more than %d nodes", maxXMLNodes)
	}
	switch t := t.(type) {
	case xml.StartElement:
		if p.at == p.doc && p.doc.Root() != nil {
			return errors.New("The markup in the document following the root element must be well-formed.")
		}
		if p.depth++; p.depth > maxXMLDepth {
			return fmt.Errorf("elements are nested deeper than %d", maxXMLDepth)
		}
		return p.start(t)
	case xml.EndElement:
		if name := qualified(t.Name); p.at.Kind != XMLElement || p.at.Name != name {
			return fmt.Errorf("The element type %q must be terminated by the matching end-tag", p.at.Name)
		}
		p.depth--
		p.at = p.at.Parent
	case xml.CharData:
		return p.text(string(t))
	case xml.ProcInst:
		if t.Target != "xml" {
			p.add(&XML{Kind: XMLInstruction, Name: t.Target, Local: t.Target, Value: string(t.Inst)})
		}
	}
	return nil
}

func (p *xmlParser) text(s string) error {
	if p.at == p.doc {
		if strings.TrimSpace(s) != "" {
			return errors.New("Content is not allowed in prolog.")
		}
		return nil
	}
	kind := XMLText
	if bytes.HasPrefix(p.raw.Kept(), []byte("<![CDATA[")) {
		kind = XMLCData
	}
	if n := len(p.at.Children); kind == XMLText && n > 0 && p.at.Children[n-1].Kind == XMLText { // a comment was between
		p.at.Children[n-1].Value += s
		return nil
	}
	if s != "" {
		p.add(&XML{Kind: kind, Value: s})
	}
	return nil
}

func (p *xmlParser) add(n *XML) {
	p.order++
	n.Order, n.Parent = p.order, p.at
	p.at.Children = append(p.at.Children, n)
}

func (p *xmlParser) start(t xml.StartElement) error {
	n := &XML{Kind: XMLElement, Name: qualified(t.Name), Local: t.Name.Local}
	p.add(n)
	p.at = n
	for _, a := range t.Attr {
		attr := &XML{Kind: XMLAttribute, Name: qualified(a.Name), Local: a.Name.Local, Value: a.Value, Parent: n}
		if a.Name.Space == "xmlns" || a.Name.Space == "" && a.Name.Local == "xmlns" {
			n.Declared = append(n.Declared, attr)
			continue
		}
		n.Attrs = append(n.Attrs, attr)
	}
	byName := func(a, b *XML) int { return strings.Compare(a.Name, b.Name) }
	slices.SortFunc(n.Declared, byName)
	slices.SortFunc(n.Attrs, byName)
	for i, attr := range n.Attrs {
		p.order++
		attr.Order = p.order
		if i > 0 && n.Attrs[i-1].Name == attr.Name {
			return fmt.Errorf("Attribute %q was already specified for element %q.", attr.Name, n.Name)
		}
	}
	var ok bool
	if n.Space, ok = n.Namespace(t.Name.Space); !ok {
		return fmt.Errorf("The prefix %q for element %q is not bound.", t.Name.Space, n.Name)
	}
	for _, attr := range n.Attrs {
		prefix, _, found := strings.Cut(attr.Name, ":")
		if !found {
			continue
		}
		if attr.Space, ok = n.Namespace(prefix); !ok {
			return fmt.Errorf("The prefix %q for attribute %q associated with an element type %q is not bound.", prefix, attr.Name, n.Name)
		}
	}
	return nil
}

func qualified(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

// Namespace answers what a prefix stands for at an element; "" is the default namespace, which may be none.
func (n *XML) Namespace(prefix string) (uri string, ok bool) {
	if prefix == "xml" {
		return "http://www.w3.org/XML/1998/namespace", true
	}
	for e := n; e != nil; e = e.Parent {
		for _, d := range e.Declared {
			if d.Local == prefix && prefix != "" && d.Name != "xmlns" || prefix == "" && d.Name == "xmlns" {
				return d.Value, true
			}
		}
	}
	return "", prefix == ""
}

// Root is the element of a document, nil where there is none.
func (n *XML) Root() *XML {
	for _, c := range n.Children {
		if c.Kind == XMLElement {
			return c
		}
	}
	return nil
}

// Document is the document that a node is of.
func (n *XML) Document() *XML {
	for n.Parent != nil {
		n = n.Parent
	}
	return n
}

// Content is the text of a node: all that is written within an element, the value of anything else.
func (n *XML) Content() string {
	if n.Kind != XMLElement && n.Kind != XMLDocument {
		return n.Value
	}
	if len(n.Children) == 1 && len(n.Children[0].Children) == 0 && n.Children[0].Kind != XMLInstruction {
		return n.Children[0].Value
	}
	var b strings.Builder
	n.appendContent(&b)
	return b.String()
}

func (n *XML) appendContent(b *strings.Builder) {
	for _, c := range n.Children {
		switch c.Kind {
		case XMLText, XMLCData:
			b.WriteString(c.Value)
		case XMLElement:
			c.appendContent(b)
		}
	}
}
