package cli

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestFlags(t *testing.T) {
	for _, c := range []struct {
		args  string
		files string
		list  string
		port  string
		on    bool
		err   string
		hint  string
	}{
		{args: "a.yaml b.yaml", files: "a.yaml b.yaml"},
		{args: "--port 80 a.yaml", port: "80", files: "a.yaml"},
		{args: "a.yaml --port=80 b.yaml -json", port: "80", on: true, files: "a.yaml b.yaml"},
		{args: "--json=false --port=0", port: "0"},
		{args: "--property a=b=c --property=d=e", list: "a=b=c d=e"},
		{args: "--property -- x", list: "--", files: "x"},
		{args: "a -- --port -b", files: "a --port -b"},
		{args: "-", files: "-"},
		{args: "--prot 80", err: "unknown flag --prot", hint: "did you mean --port?"},
		{args: "--zzzzzzzz", err: "unknown flag --zzzzzzzz", hint: "dromedary help test lists the flags"},
		{args: "a --port", err: "flag --port needs a value", hint: "--port PORT: serve on PORT"},
		{args: "--port eighty", err: `flag --port: "eighty" is not a port from 0 to 65535`, hint: "--port PORT: serve on PORT"},
		{args: "--port 65536", err: `flag --port: "65536" is not a port from 0 to 65535`, hint: "--port PORT: serve on PORT"},
		{args: "--count -1", err: `flag --count: "-1" is not a whole number from 0`, hint: "--count N: stop after N"},
		{args: "--json=maybe", err: `flag --json: "maybe" is not true or false`, hint: "--json: print JSON"},
	} {
		f := newFlags("test")
		var list []string
		var port string
		var count int64
		f.list(&list, "property", "set `KEY=VALUE`")
		f.port(&port, "port", "serve on `PORT`")
		f.count(&count, "count", "stop after `N`")
		on := f.Bool("json", false, "print JSON")
		files, err := f.parse(strings.Fields(c.args))
		if c.err != "" {
			var p *problem
			if !errors.As(err, &p) || p.msg != c.err || p.hint != c.hint || p.code != exitUsage {
				t.Errorf("%s: got error %+v", c.args, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.args, err)
		}
		if !slices.Equal(files, strings.Fields(c.files)) || !slices.Equal(list, strings.Fields(c.list)) || port != c.port || *on != c.on {
			t.Errorf("%s: got files %q, list %q, port %q, json %v", c.args, files, list, port, *on)
		}
	}
}

func TestHelpIsNoMistake(t *testing.T) {
	for _, arg := range []string{"-h", "-help", "--help"} {
		if _, err := newFlags("test").parse([]string{"a", arg}); !errors.Is(err, errHelp) {
			t.Errorf("%s: %v", arg, err)
		}
	}
}
