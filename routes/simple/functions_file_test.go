package simple

import (
	"testing"
)

// The answers were recorded from Camel 4.22.
func TestFunctionsFile(t *testing.T) {
	check(t, nested, []row{
		{"${file:name}", "a/b/hello.tar.gz", nil},
		{"${file:name.noext}", "a/b/hello", nil},
		{"${file:name.ext}", "tar.gz", nil},
		{"${file:name.ext.single}", "gz", nil},
		{"${file:name.noext.single}", "a/b/hello.tar", nil},
		{"${file:onlyname}", "hello.tar.gz", nil},
		{"${file:onlyname.noext}", "hello", nil},
		{"${file:onlyname.noext.single}", "hello.tar", nil},
		{"${file:ext}", "tar.gz", nil},
		{"${file:parent}", "/x/a/b", nil},
		{"${file:path}", "/x/a/b/hello.tar.gz", nil},
		{"${file:absolute}", true, nil},
		{"${file:absolute.path}", "/x/a/b/hello.tar.gz", nil},
		{"${file:length}", 12, nil},
		{"${file:size}", 12, nil},
		{"${file:modified}", 1700000000123, nil},
		{"${file:foo}", refused{}, nil},
	}...)
}
