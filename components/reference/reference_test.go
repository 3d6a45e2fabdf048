package reference

import (
	"strings"
	"testing"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

type options struct {
	Kind  string        `camel:"kind,path" enum:"topic,queue" default:"queue" doc:"Kind."`
	Name  string        `camel:"name,path,required" doc:"Name."`
	Wait  time.Duration `camel:"wait" default:"5s" doc:"Either a|b."`
	Token string        `camel:"token,secret,component" doc:"Token."`
}

var cat = components.Of(components.Info{Scheme: "cat", Aliases: []string{"kitten", "tom"}, Syntax: "cat:kind:name"},
	func(*components.Context, string, *options) (components.Endpoint, error) { return nil, nil })

func TestUpdate(t *testing.T) {
	const table = "URI: `cat:kind:name`, also with the schemes `kitten` and `tom`\n\n" +
		"| option | type | default | what |\n|---|---|---|---|\n" +
		"| `kind` | `topic` or `queue` | `queue` | *part of the path* Kind. |\n" +
		"| `name` | string |  | *part of the path, required* Name. |\n" +
		"| `wait` | duration | `5s` | Either a\\|b. |\n" +
		"| `token` | string |  | *secret, a property as a rule* Token. |\n"
	for _, old := range []string{"", "| stale |\n"} {
		got, err := Update("# cat\n"+Begin+"\n"+old+End+"\nmore\n", cat)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(got, "# cat\n"+Begin+"\n"+table) || !strings.HasSuffix(got, "`bridgeErrorHandler`.\n"+End+"\nmore\n") {
			t.Errorf("got\n%s", got)
		}
		if again, err := Update(got, cat); err != nil || again != got {
			t.Errorf("a second time: got\n%s, %v", again, err)
		}
	}
	for _, bad := range []string{"", Begin + "\n", End + "\n" + Begin + "\n"} {
		if got, err := Update(bad, cat); err == nil {
			t.Errorf("%q: got %q", bad, got)
		}
	}
}
