package components

import (
	"errors"
	"strings"
	"testing"
)

func TestXMLText(t *testing.T) {
	for text, want := range map[string]string{
		`<a/>`:                           `<a/>`,
		`<?xml version="1.0"?> <a></a> `: `<a/>`,
		`<a y="1" x='2"'>t &amp; &lt;<!-- c -->u<![CDATA[<b>]]></a>`: `<a x="2&quot;" y="1">t &amp; &lt;u<![CDATA[<b>]]></a>`,
		`<p:a xmlns:p="urn:p" p:k="v"><b xmlns="urn:b"/></p:a>`:      `<p:a xmlns:p="urn:p" p:k="v"><b xmlns="urn:b"/></p:a>`,
		`<a><?pi x y?></a>`:          `<a><?pi x y?></a>`,
		"<a>\r\nä&#65;&#x42;</a>":    "<a>\näAB</a>",
		`<!DOCTYPE a><a b="&#10;"/>`: `<a b="&#10;"/>`,
	} {
		doc, err := ToXML(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
		} else if got := doc.Text(); got != want {
			t.Errorf("%s: got %s", text, got)
		}
	}
}

// A part takes the declarations along that it needs.
func TestXMLPart(t *testing.T) {
	doc, err := ToXML(`<a xmlns="urn:a" xmlns:p="urn:p" xmlns:q="urn:q"><p:b><c q:k="1"/></p:b></a>`)
	if err != nil {
		t.Fatal(err)
	}
	if got := doc.Root().Children[0].Text(); got != `<p:b xmlns:p="urn:p"><c xmlns="urn:a" xmlns:q="urn:q" q:k="1"/></p:b>` {
		t.Errorf("got %s", got)
	}
}

func TestXMLCharset(t *testing.T) {
	doc, err := ToXML([]byte("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>\xe4<![CDATA[\xf6]]></a>"))
	if err != nil || doc.Text() != "<a>ä<![CDATA[ö]]></a>" {
		t.Errorf("got %v, %v", doc, err)
	}
}

func TestXMLRefused(t *testing.T) {
	for _, text := range []string{
		"", "x", "<a>", "<a></b>", "<a/><b/>", "<a b=1/>", `<a b="1" b="2"/>`, "<p:a/>", "<a p:b=''/>", "<a>&x;</a>",
		`<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>`, `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>`,
		strings.Repeat("<a>", 10_000),
	} {
		_, err := ToXML(text)
		if e := (*Exception)(nil); !errors.As(err, &e) || e.Class != TypeConversionException {
			t.Errorf("%.40s: got %v", text, err)
		}
	}
}

func FuzzXML(f *testing.F) {
	f.Add(`<a b="c" xmlns:p="u"><p:x>t<![CDATA[y]]></p:x><?pi z?></a>`)
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := ToXML(text)
		if err != nil {
			return
		}
		written := doc.Text()
		again, err := ToXML(written)
		if err != nil {
			t.Fatalf("%q was written as %q: %v", text, written, err)
		}
		if again.Text() != written {
			t.Errorf("%q became %q", written, again.Text())
		}
	})
}
