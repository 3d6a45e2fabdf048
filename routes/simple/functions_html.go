package simple

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// htmlFunctions read HTML, as jsoup does for Camel.
var htmlFunctions = map[string]compiler{
	"htmlClean":  ofHTML(htmlClean),
	"htmlDecode": ofHTML(htmlDecode),
	"htmlParse":  ofHTML(htmlParse),
}

// ofHTML makes a function of a document that was read from text. Any text is a document; null stays null.
func ofHTML(f func(document *html.Node) any) compiler {
	return ofText(func(s string) any {
		document, err := html.Parse(strings.NewReader(s))
		if err != nil { // cannot be: a text can be read, and anything is HTML
			return nil
		}
		return f(document)
	})
}

// htmlParse is the whole document as text, with what was missing.
func htmlParse(document *html.Node) any {
	var b strings.Builder
	if err := html.Render(&b, document); err != nil {
		return nil
	}
	return b.String()
}

// htmlBlocks are the elements that begin a line of their own.
var htmlBlocks = strings.Fields(`html head body frameset script noscript style meta link title frame noframes section nav aside hgroup header
footer p h1 h2 h3 h4 h5 h6 ul ol pre div blockquote hr address figure figcaption form fieldset ins del dl dt dd li table caption thead tfoot
tbody colgroup col tr th td video audio canvas details menu plaintext template article main svg math center`)

func isBlock(n *html.Node) bool {
	return n.Type == html.ElementNode && slices.Contains(htmlBlocks, n.Data)
}

// htmlDecode is the text that a reader sees: blanks become one, blocks and line breaks one, too.
func htmlDecode(document *html.Node) any {
	var b strings.Builder
	blank := func() {
		if s := b.String(); s != "" && !strings.HasSuffix(s, " ") {
			b.WriteByte(' ')
		}
	}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			for _, r := range n.Data {
				if strings.ContainsRune(" \t\n\r\f\u00a0", r) && r != '\u00a0' {
					blank()
				} else {
					b.WriteRune(r)
				}
			}
			return
		case n.DataAtom == atom.Script || n.DataAtom == atom.Style:
			return
		case isBlock(n) || n.DataAtom == atom.Br:
			blank()
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child)
		}
		if isBlock(n) {
			blank()
		}
	}
	walk(document)
	return strings.TrimSpace(b.String())
}

// htmlAllowed are the elements that htmlClean keeps, with their attributes; it is jsoup's basic list.
var htmlAllowed = map[string][]string{
	"a": {"href"}, "b": nil, "blockquote": {"cite"}, "br": nil, "cite": nil, "code": nil, "dd": nil, "dl": nil, "dt": nil, "em": nil, "i": nil,
	"li": nil, "ol": nil, "p": nil, "pre": nil, "q": {"cite"}, "small": nil, "span": nil, "strike": nil, "strong": nil, "sub": nil, "sup": nil,
	"u": nil, "ul": nil,
}

// htmlClean keeps simple text elements and safe links. What other elements hold is kept without them, scripts are not.
func htmlClean(document *html.Node) any {
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		attributes, allowed := htmlAllowed[n.Data]
		allowed = allowed && n.Type == html.ElementNode
		switch {
		case n.Type == html.TextNode:
			b.WriteString(html.EscapeString(n.Data))
			return
		case n.Type == html.CommentNode || n.DataAtom == atom.Script || n.DataAtom == atom.Style || n.DataAtom == atom.Head:
			return
		case allowed:
			if isBlock(n) && b.Len() > 0 && n.PrevSibling != nil {
				b.WriteByte('\n')
			}
			b.WriteString("<" + n.Data)
			for _, a := range n.Attr {
				if slices.Contains(attributes, a.Key) && safeLink(a.Val, n.Data) {
					b.WriteString(" " + a.Key + `="` + html.EscapeString(a.Val) + `"`)
				}
			}
			if n.Data == "a" {
				b.WriteString(` rel="nofollow"`)
			}
			b.WriteByte('>')
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child)
		}
		if allowed && n.DataAtom != atom.Br {
			b.WriteString("</" + n.Data + ">")
		}
	}
	walk(document)
	return strings.TrimSpace(b.String())
}

// safeLink tells whether a link says where it leads, and by a protocol that cannot do harm.
func safeLink(link, element string) bool {
	protocol, _, ok := strings.Cut(strings.ToLower(strings.TrimSpace(link)), ":")
	if !ok {
		return false
	}
	return protocol == "http" || protocol == "https" || element == "a" && (protocol == "ftp" || protocol == "mailto")
}
