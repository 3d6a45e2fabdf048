package components

import (
	"errors"
	"io"
	"strings"
	"testing"
)

type document struct {
	text string
	err  error
}

func (d document) Open() (io.ReadCloser, error) {
	return io.NopCloser(strings.NewReader(d.text)), d.err
}
func (document) JavaClass() string { return "java.io.File" }

func TestOpenerConverts(t *testing.T) {
	d := document{text: "miaow"}
	for range 2 {
		if got := Text(d); got != "miaow" {
			t.Errorf("text: got %q", got)
		}
	}
	if b, err := Bytes(d); string(b) != "miaow" || err != nil {
		t.Errorf("bytes: got %q, %v", b, err)
	}
	if v, err := ConvertTo(d, "java.lang.String"); v != "miaow" || err != nil {
		t.Errorf("String: got %q, %v", v, err)
	}
	if v, err := ConvertTo(d, "java.io.InputStream"); v != any(d) || err != nil {
		t.Errorf("InputStream: got %v, %v", v, err)
	}
	if got := JavaType(d); got != "java.io.File" {
		t.Errorf("got %s", got)
	}
}

func TestOpenerThatCannotBeOpened(t *testing.T) {
	broken := document{err: errors.New("gone")}
	if got := Text(broken); got != "" {
		t.Errorf("text: got %q", got)
	}
	for _, to := range []string{"String", "byte[]"} {
		if v, err := ConvertTo(broken, to); err == nil {
			t.Errorf("%s: got %v", to, v)
		}
	}
}

func TestOpenBody(t *testing.T) {
	for _, body := range []any{document{text: "5"}, strings.NewReader("5"), io.NopCloser(strings.NewReader("5")), []byte("5"), "5", 5} {
		r, err := OpenBody(body)
		if err != nil {
			t.Fatal(err)
		}
		if b, err := io.ReadAll(r); string(b) != "5" || err != nil {
			t.Errorf("%T: got %q, %v", body, b, err)
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := OpenBody(document{err: errors.New("gone")}); err == nil {
		t.Error("no error")
	}
}
