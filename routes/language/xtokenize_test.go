package language

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

// endless is a large document that is made as it is read.
type endless struct{ left int }

func (e *endless) Read(b []byte) (int, error) {
	switch e.left--; {
	case e.left == 0:
		return copy(b, "</a>"), nil
	case e.left < 0:
		return 0, io.EOF
	}
	return copy(b, fmt.Sprintf("<b k='%d'>%s</b><c/>", e.left, strings.Repeat("x", 400))), nil
}

// A document that is larger than memory is read element by element.
func TestTokensOfLargeXML(t *testing.T) {
	e, err := xtokenize.Expression("/a/b", Options{Namespaces: components.NewMap()})
	if err != nil {
		t.Fatal(err)
	}
	v, err := e(message(io.MultiReader(strings.NewReader("<a>"), &endless{left: 100_000})))
	if err != nil {
		t.Fatal(err)
	}
	it, count := v.(components.Iterator), 0
	for {
		part, err := it.Next()
		if err != nil {
			t.Fatal(err)
		}
		if part == nil {
			break
		}
		count++
	}
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	if count != 99_999 || m.HeapAlloc > 64<<20 {
		t.Errorf("%d elements, %d MB", count, m.HeapAlloc>>20)
	}
}

func FuzzXTokenize(f *testing.F) {
	f.Add("//c:b", `<c:a xmlns:c="u"><c:b>1</c:b><b xmlns="u"/></c:a>`, "i")
	f.Fuzz(func(t *testing.T, path, document, mode string) {
		e, err := xtokenize.Expression(path, Options{Namespaces: components.NewMap("c", "u"), Mode: mode, Group: len(mode)})
		if err != nil {
			return
		}
		v, err := e(message(document))
		for err == nil && v != nil {
			it := v.(components.Iterator)
			var part any
			if part, err = it.Next(); part == nil {
				break
			}
		}
	})
}
