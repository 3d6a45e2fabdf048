package components

import (
	"io"
	"strings"
)

const xerces = "com.sun.org.apache.xerces.internal.dom."

// JavaClass is that of the JDK's parser.
func (n *XML) JavaClass() string {
	switch n.Kind {
	case XMLDocument:
		return xerces + "DeferredDocumentImpl"
	case XMLElement:
		return xerces + "DeferredElementNSImpl"
	case XMLAttribute:
		return xerces + "DeferredAttrNSImpl"
	case XMLCData:
		return xerces + "DeferredCDATASectionImpl"
	case XMLInstruction:
		return xerces + "DeferredProcessingInstructionImpl"
	}
	return xerces + "DeferredTextImpl"
}

// Text is the node as XML, without a declaration; of attributes and text their value.
func (n *XML) Text() string {
	switch n.Kind {
	case XMLAttribute, XMLText, XMLCData:
		return n.Value
	}
	w := &xmlWriter{}
	w.node(n)
	return w.String()
}

// String is what Java's nodes say of themselves.
func (n *XML) String() string {
	switch n.Kind {
	case XMLDocument:
		return "[#document: null]"
	case XMLElement:
		return "[" + n.Name + ": null]"
	case XMLAttribute:
		return n.Name + `="` + n.Value + `"`
	case XMLCData:
		return "[#cdata-section: " + n.Value + "]"
	}
	return "[#text: " + n.Value + "]"
}

// As converts to other forms of XML, to bytes, and what is text to what text converts to.
func (n *XML) As(class string) (any, bool) {
	switch class {
	case "byte[]", "java.io.InputStream", "java.io.Reader":
		return []byte(n.Text()), true
	case "org.w3c.dom.Document":
		return n.asDocument()
	case "org.w3c.dom.Node", "javax.xml.transform.Source", "javax.xml.transform.dom.DOMSource":
		return n, true
	case "org.w3c.dom.Element":
		if n.Kind == XMLDocument {
			return n.Root(), true
		}
		return n, n.Kind == XMLElement
	case "org.w3c.dom.NodeList":
		return XMLNodes{n}, true
	}
	v, err := ConvertTo(n.Text(), class)
	return v, err == nil
}

func (n *XML) asDocument() (any, bool) {
	if n.Kind == XMLDocument {
		return n, true
	}
	doc, err := ParseXML(strings.NewReader(n.Text()))
	return doc, err == nil
}

// Parts are none: a node is one piece.
func (n *XML) Parts() []any { return nil }

// XMLNodes are nodes that XPath found.
type XMLNodes []*XML

// JavaClass is that of the JDK's XPath.
func (l XMLNodes) JavaClass() string { return "com.sun.org.apache.xml.internal.dtm.ref.DTMNodeList" }

// Text is that of all nodes, one behind the other.
func (l XMLNodes) Text() string {
	if len(l) == 1 {
		return l[0].Text()
	}
	var b strings.Builder
	for _, n := range l {
		b.WriteString(n.Text())
	}
	return b.String()
}

func (l XMLNodes) String() string { return l.Text() }

// As answers the first node where one is wanted, and what the text converts to.
func (l XMLNodes) As(class string) (any, bool) {
	switch class {
	case "org.w3c.dom.NodeList":
		return l, true
	case "byte[]", "java.io.InputStream":
		return []byte(l.Text()), true
	case "java.util.List", "java.util.Collection", "java.lang.Iterable":
		return l.Parts(), true
	}
	if len(l) > 0 && strings.HasPrefix(class, "org.w3c.dom.") || len(l) == 1 {
		return l[0].As(class)
	}
	v, err := ConvertTo(l.Text(), class)
	return v, err == nil
}

// Parts are the nodes.
func (l XMLNodes) Parts() []any {
	parts := make([]any, len(l))
	for i, n := range l {
		parts[i] = n
	}
	return parts
}

var (
	_ Node = (*XML)(nil)
	_ Node = XMLNodes(nil)
)

// ToXML converts a value to a document, or leaves the node that it is. Text that is no XML is a
// [TypeConversionException], what is not text at all [NoTypeConversion].
func ToXML(v any) (*XML, error) {
	const document = "org.w3c.dom.Document"
	var r io.Reader
	switch v := v.(type) {
	case *XML:
		return v, nil
	case XMLNodes:
		if len(v) > 0 {
			return v[0], nil
		}
		return nil, source{value: v, to: document}.noConverter()
	case string:
		r = strings.NewReader(withoutEncoding(v))
	case []byte, Opener, io.Reader:
		opened, err := OpenBody(v)
		if err != nil {
			return nil, NewException(IOException, err.Error())
		}
		defer opened.Close()
		r = io.LimitReader(opened, maxRead)
	default:
		return nil, source{value: v, to: document}.noConverter()
	}
	doc, err := ParseXML(r)
	if err != nil {
		cause := AsException(err)
		return nil, &Exception{
			Class: TypeConversionException, Cause: cause,
			Message: "Error during type conversion from type: " + JavaType(v) + " to the required type: " + document + " due to " + Text(cause),
		}
	}
	return doc, nil
}

// withoutEncoding cuts the declaration off text: it has been decoded, whatever it says.
func withoutEncoding(s string) string {
	if strings.HasPrefix(s, "<?xml ") {
		if _, rest, ok := strings.Cut(s, "?>"); ok {
			return rest
		}
	}
	return s
}

// toDocument makes a document of text; toElement its root of it.
func toDocument(s source) (any, error) { return boxed(ToXML(s.value)) }

func toElement(s source) (any, error) {
	doc, err := ToXML(s.value)
	if err != nil {
		return nil, err
	}
	return doc.Root(), nil
}
