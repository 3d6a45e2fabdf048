package components

import "strings"

// xmlWriter writes nodes as Java's transformer does: declarations of namespaces first, then attributes by name.
type xmlWriter struct {
	strings.Builder
	scopes []map[string]string // prefixes that are declared in what is written
}

func (w *xmlWriter) node(n *XML) {
	switch n.Kind {
	case XMLDocument:
		for _, c := range n.Children {
			w.node(c)
		}
	case XMLElement:
		w.element(n)
	case XMLAttribute:
		w.WriteString(n.Value)
	case XMLText:
		w.WriteString(xmlText.Replace(n.Value))
	case XMLCData:
		w.WriteString("<![CDATA[" + strings.ReplaceAll(n.Value, "]]>", "]]]]><![CDATA[>") + "]]>")
	case XMLInstruction:
		w.WriteString("<?" + n.Name)
		if n.Value != "" {
			w.WriteString(" " + n.Value)
		}
		w.WriteString("?>")
	}
}

var (
	xmlText  = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;")
	xmlValue = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\n", "&#10;", "\r", "&#13;", "\t", "&#9;")
)

func (w *xmlWriter) element(n *XML) {
	w.WriteString("<" + n.Name)
	scope := map[string]string{}
	for _, d := range n.Declared {
		prefix := d.Local
		if d.Name == "xmlns" {
			prefix = ""
		}
		w.declare(scope, prefix, d.Value)
	}
	for _, used := range append([]*XML{n}, n.Attrs...) {
		prefix, _, found := strings.Cut(used.Name, ":")
		if !found {
			prefix = ""
		}
		if (found || used == n) && prefix != "xml" {
			w.declare(scope, prefix, used.Space)
		}
	}
	w.scopes = append(w.scopes, scope)
	for _, a := range n.Attrs {
		w.WriteString(" " + a.Name + `="` + xmlValue.Replace(a.Value) + `"`)
	}
	if len(n.Children) == 0 {
		w.WriteString("/>")
	} else {
		w.WriteString(">")
		for _, c := range n.Children {
			w.node(c)
		}
		w.WriteString("</" + n.Name + ">")
	}
	w.scopes = w.scopes[:len(w.scopes)-1]
}

// declare writes a declaration unless it holds already.
func (w *xmlWriter) declare(scope map[string]string, prefix, uri string) {
	known, ok := scope[prefix]
	for i := len(w.scopes) - 1; i >= 0 && !ok; i-- {
		known, ok = w.scopes[i][prefix]
	}
	if known == uri {
		return
	}
	scope[prefix] = uri
	name := "xmlns"
	if prefix != "" {
		name += ":" + prefix
	}
	w.WriteString(" " + name + `="` + xmlValue.Replace(uri) + `"`)
}
