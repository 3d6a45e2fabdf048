package platformhttp

import (
	"slices"
	"testing"
)

func TestTemplate(t *testing.T) {
	for _, row := range []struct {
		template string
		prefix   bool
		path     string
		values   []string
		fits     bool
	}{
		{"/a", false, "/a", nil, true},
		{"/a", false, "/a/", nil, true},
		{"/a", false, "/ab", nil, false},
		{"/a", true, "/ab/c", nil, true},
		{"/a*", false, "/a/c", nil, true},
		{"/", false, "/", nil, true},
		{"/a/{x}", false, "/a/1", []string{"1"}, true},
		{"/a/{x}", false, "/a/1/", []string{"1"}, true},
		{"/a/{x}", false, "/a/1/2", []string{"1"}, false},
		{"/a/{x}", true, "/a/1/2", []string{"1"}, true},
		{"/a/{x}", false, "/a/", nil, false},
		{"/a/{x}/b", false, "/a/1/c", []string{"1"}, false},
		{"/{x}-{y}.{z}", false, "/1-2.json", []string{"1", "2", "json"}, true},
		{"/{x}-{y}", false, "/12", nil, false},
		{"/a/{x}", false, "/a/b%2Fc%zz", []string{"b%2Fc%zz"}, true},
		{"/a/{x}", false, "/a/b%2Fc", []string{"b/c"}, true},
	} {
		tpl, err := parseTemplate(row.template, row.prefix)
		if err != nil {
			t.Fatal(err)
		}
		values, fits := tpl.match(row.path, nil)
		if fits != row.fits || fits && !slices.Equal(values, row.values) {
			t.Errorf("%s %s: got %q, %v", row.template, row.path, values, fits)
		}
	}
	for _, bad := range []string{"/a/{", "/a/}x", "/{a/b}", "/{}"} {
		if _, err := parseTemplate(bad, false); err == nil {
			t.Errorf("%s is taken", bad)
		}
	}
}

func TestNormalise(t *testing.T) {
	for path, want := range map[string]string{
		"/a/b":             "/a/b",
		"//a///b/":         "/a/b/",
		"/a/./b/../c":      "/a/c",
		"/../../etc":       "/etc",
		"/a/%2e%2e/%2E/b":  "/b",
		"/%7Eb/%2f%41":     "/~b/%2fA",
		"/a/..":            "/",
		"/a/b/..":          "/a/",
		"/%":               "/%",
		"/%zz":             "/%zz",
		"/.hidden/..a/b..": "/.hidden/..a/b..",
	} {
		if got := normalise(path); got != want {
			t.Errorf("%s: got %s, want %s", path, got, want)
		}
	}
}
