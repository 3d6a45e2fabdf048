package dataformat

import (
	"errors"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// JacksonXML is Camel's jacksonXml data format: an element with children is a map, one with text is that; attributes are entries as
// children are, what comes several times is a list. Namespaces do not count.
// See https://camel.apache.org/components/4.18.x/dataformats/jacksonXml-dataformat.html
type JacksonXML struct {
	Jackson

	XMLMapper                  string `yaml:"xmlMapper"`
	EnableJaxbAnnotationModule bool   `yaml:"enableJaxbAnnotationModule"`
}

const contentTypeXML = "application/xml"

// Prepare reports options that cannot be met.
func (f *JacksonXML) Prepare(beans Beans) error {
	_, noMapper := beanOf[any](beans, f.XMLMapper, "a com.fasterxml.jackson.dataformat.xml.XmlMapper")
	return errors.Join(f.Jackson.Prepare(beans), noMapper)
}

// Marshal writes the body as an element that is called as its class, and sets Content-Type.
func (f *JacksonXML) Marshal(ex *components.Exchange, body any) ([]byte, error) {
	name := "null"
	if body != nil {
		class := components.JavaType(body)
		name = class[strings.LastIndexAny(class, ".$")+1:]
	}
	w := &xmlWriter{pretty: f.PrettyPrint || f.on("INDENT_OUTPUT")}
	if err := w.root(name, f.shaped(body)); err != nil {
		return nil, err
	}
	f.setContentType(ex, contentTypeXML)
	return w.out, nil
}

// Unmarshal reads an XML document, in the encoding that it names.
func (f *JacksonXML) Unmarshal(ex *components.Exchange, data []byte) (any, error) {
	return f.UnmarshalText(ex, string(data))
}

// UnmarshalText reads an XML document.
func (f *JacksonXML) UnmarshalText(_ *components.Exchange, text string) (any, error) {
	root, err := readXML(text)
	if err != nil {
		return nil, components.NewException(components.JSONParseException, "not readable as XML: "+err.Error())
	}
	class := f.UnmarshalType
	if !f.UseList && f.CollectionType == "" {
		return f.element(root, class)
	}
	if class == "" {
		class = "java.util.HashMap"
	}
	for i, item := range root.items {
		if root.items[i], err = f.as(item, class, components.Text(item)); err != nil {
			return nil, err
		}
	}
	return root.items, nil
}

// element makes of the document's element a value of a class.
func (f *JacksonXML) element(root *xmlRoot, class string) (any, error) {
	switch name := class[strings.LastIndexByte(class, '.')+1:]; name {
	case "", "Object", "JsonNode", "Map", "LinkedHashMap", "HashMap":
		return root.asMap(), nil
	case "List", "ArrayList", "LinkedList", "Collection", "Iterable", "Set", "HashSet", "LinkedHashSet":
		if root.text != "" {
			return nil, mismatched(class)
		}
		return f.as(root.items, class, "")
	case "TreeMap", "SortedMap":
		return f.as(root.asMap(), class, "")
	}
	return f.as(root.text, class, root.text)
}
