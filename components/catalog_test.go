package components

import "testing"

func TestCatalog(t *testing.T) {
	if n := len(CatalogSchemes()); n < 400 {
		t.Errorf("the catalog has %d components", n)
	}
	for _, row := range []struct {
		scheme               string
		remote, from, to, ok bool
		syntax               string
	}{
		{"kafka", true, false, false, true, "kafka:topic"},
		{"timer", false, true, false, true, "timer:timerName"},
		{"https", true, false, true, true, "https://httpUri"},
		{"mqtt", false, false, false, false, ""},
	} {
		e, ok := Catalog(row.scheme)
		if ok != row.ok || e.Remote != row.remote || e.FromOnly != row.from || e.ToOnly != row.to || e.Syntax != row.syntax {
			t.Errorf("%s: got %+v, %v", row.scheme, e, ok)
		}
	}
}

func TestWholePath(t *testing.T) {
	for _, row := range []struct{ uri, name, value, want string }{
		{"kafka", "topic", "orders", "orders"},
		{"aws2-s3", "bucket-name-or-arn", "cats", "cats"},
		{"ftp", "host", "example.org", "example.org"},
		{"kafka:cats", "topic", "orders", "cats"},
	} {
		uri, err := ParseURI(row.uri)
		if err != nil {
			t.Fatal(err)
		}
		uri.Params = []Param{{row.name, row.value, -1, ""}, {"x", "y", -1, ""}}
		e, _ := Catalog(uri.Scheme)
		if got := e.WholePath(uri); got.Path != row.want {
			t.Errorf("%s with %s: got %q", row.uri, row.name, got.Path)
		}
	}
}
