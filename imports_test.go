package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/dromedary-go/dromedary"

type rule struct {
	folder      string
	own, others []string
}

// mayImport says what the packages of a folder may import: folders of this module, and packages of others. "*" is any
// one name, "/..." what lies below; packages below such a folder may import each other. The first line that fits counts.
var mayImport = []rule{
	{".", []string{"components/all", "runtime/cli"}, nil},
	{"runtime/cli", []string{"runtime", "runtime/*", "routes", "components", "examples/*"}, []string{"golang.org/x/term"}},
	{"runtime/routetest/gen", []string{"runtime/routetest", "components/all"}, nil},
	{"runtime/routetest", []string{"runtime", "routes", "components"}, []string{"gopkg.in/yaml.v3"}},
	{"runtime", []string{"routes", "components"}, []string{"github.com/ThreeDotsLabs/watermill/..."}},
	{"routes", []string{"routes/simple", "routes/language", "routes/dataformat", "components"}, []string{"gopkg.in/yaml.v3"}},
	{"routes/dataformat", []string{"components"}, []string{"gopkg.in/yaml.v3"}},
	{"routes/javatext", nil, []string{"github.com/dlclark/regexp2"}},
	{"routes/simple", []string{"routes/javatext", "components"}, []string{"golang.org/x/net/html/..."}},
	{"routes/language", []string{"routes/language/groovy", "routes/language/jq", "routes/language/xpath", "components"}, []string{"github.com/dop251/goja"}},
	{"routes/language/groovy", []string{"routes/javatext", "components"}, nil},
	{"routes/language/*", []string{"components"}, []string{"github.com/itchyny/gojq"}},
	{"routes/*", []string{"components"}, nil},
	{"components", nil, []string{"github.com/ThreeDotsLabs/watermill/message", "golang.org/x/text/..."}},
	{"components/all", []string{"components", "components/*"}, nil},
	{"components/all/gen", []string{"components", "components/all", "components/reference"}, nil},
	{"components/reference", []string{"components"}, nil},
	{"components/componenttest", []string{"components", "components/reference"}, []string{"github.com/ThreeDotsLabs/watermill/message", "gopkg.in/yaml.v3"}},
	{"components/internal/*", []string{"components", "components/internal/*"}, nil},
	{"components/stub", []string{"components", "components/seda"}, nil}, // in Camel too it is a seda that takes any option
	{"components/*/...", []string{"components", "components/internal/*"}, []string{"github.com/ThreeDotsLabs/watermill/message"}},
	{"examples/*", nil, nil},
	{"bench/...", nil, []string{"golang.org/x/sys/unix"}},
}

// clients are the libraries that one component alone may use.
var clients = map[string]string{
	"github.com/go-stomp/stomp/v3": "components/activemq",
	"github.com/gobwas/ws":         "components/stompws",

	"github.com/santhosh-tekuri/jsonschema/v6": "components/jsonvalidator",

	"github.com/go-sql-driver/mysql": "components/database",
	"github.com/lib/pq":              "components/database",
	"modernc.org/sqlite":             "components/database",
}

func TestImportsGoDownwardOnly(t *testing.T) {
	list, err := exec.Command("go", "list", "-json=ImportPath,Imports", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	for d := json.NewDecoder(strings.NewReader(string(list))); ; {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		folder := strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, module), "/")
		for _, imported := range p.Imports {
			if !allowed(path.Join(".", folder), imported) {
				t.Errorf("%s must not import %s: see CONTRIBUTING.md, and imports_test.go where a line is missing", p.ImportPath, imported)
			}
		}
	}
}

func allowed(folder, imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	if !strings.Contains(first, ".") { // the standard library
		return true
	}
	i := slices.IndexFunc(mayImport, func(r rule) bool { return fits(r.folder, folder) })
	if i < 0 {
		return false
	}
	r := mayImport[i]
	if own, ok := strings.CutPrefix(imported, module+"/"); ok {
		return strings.HasSuffix(r.folder, "/...") && within(own, top(r.folder, folder)) ||
			slices.ContainsFunc(r.own, func(pattern string) bool { return fits(pattern, own) })
	}
	for library, component := range clients {
		if within(imported, library) {
			return within(folder, component)
		}
	}
	return slices.ContainsFunc(r.others, func(pattern string) bool { return fits(pattern, imported) })
}

func fits(pattern, name string) bool {
	ok, err := path.Match(strings.TrimSuffix(pattern, "/..."), top(pattern, name))
	return ok && err == nil
}

// top is the part of name that a pattern's names stand for: all of it, or with "/..." as many names as are before that.
func top(pattern, name string) string {
	base, below := strings.CutSuffix(pattern, "/...")
	if !below {
		return name
	}
	names := strings.Split(name, "/")
	return strings.Join(names[:min(len(names), strings.Count(base, "/")+1)], "/")
}

func within(name, folder string) bool { return name == folder || strings.HasPrefix(name, folder+"/") }

func TestAllowed(t *testing.T) {
	for _, row := range []struct {
		folder, imported string
		want             bool
	}{
		{"components/log", "fmt", true},
		{"components/log", module + "/components", true},
		{"components/log", module + "/components/mock", false},
		{"components/log", module + "/routes", false},
		{"components/twitter", module + "/components/twitter/demo", true},
		{"components/log", module + "/components/twitter/demo", false},
		{"components/log", "github.com/ThreeDotsLabs/watermill/message", true},
		{"components/log", "github.com/ThreeDotsLabs/watermill/message/router/middleware", false},
		{"runtime", "github.com/ThreeDotsLabs/watermill/message/router/middleware", true},
		{"runtime/cli", "github.com/ThreeDotsLabs/watermill/message", false},
		{"components/twitter/demo/cats", module + "/components/twitter/demo/dice", true},
		{"components/log/lines", module + "/components/mock/lines", false},
		{"components", "github.com/ThreeDotsLabs/watermill", false},
		{"components/activemq", "github.com/go-stomp/stomp/v3/frame", true},
		{"components/internal/broker", "github.com/go-stomp/stomp/v3", false},
		{"components/seda", "github.com/gobwas/ws", false},
		{"routes", module + "/components/log", false},
		{"routes/simple", module + "/routes", false},
		{"runtime", module + "/components/log", false},
		{"runtime/cli", module + "/components/all", false},
		{".", module + "/routes", false},
		{"utils", module + "/components", false},
	} {
		if got := allowed(row.folder, row.imported); got != row.want {
			t.Errorf("%s imports %s: got %v", row.folder, row.imported, got)
		}
	}
}
