package routes

import (
	"strings"
	"testing"
)

func TestProperties(t *testing.T) {
	p := NewProperties()
	env := map[string]string{"MY_HOST": "from-env", "CAMEL_COMPONENT_SEDA_QUEUE_SIZE": "9", "X": "y"}
	p.Env = func(n string) (string, bool) { v, ok := env[n]; return v, ok }
	p.Set("flag", "command")
	if ds := p.Parse("a.properties", []byte("# c\n! c\n\nmy.host = file\nflag=file\nlong = one, \\\n   two\nu\\u00e9=\\t|\nsp\\ ace : v\ncamel.component.stomp-ws.send-queue-size=5\nempty=\nkey value\nname = A {{greet}}\n")); ds != nil {
		t.Fatal(ds)
	}
	p.Parse("b.properties", []byte("flag=second\nonly=b\ngreet=Hi\ncircle={{circle}}\nlist=a,b"))
	for key, want := range map[string]string{
		"flag": "command", "my.host": "from-env", "long": "one, two", "ué": "\t|", "sp ace": "v", "only": "b", "empty": "", "key": "value",
		"camel.component.stomp-ws.sendQueueSize": "5", "camel.component.seda.queueSize": "9", "name": "A Hi",
	} {
		if got, ok := p.Get(key); !ok || got != want {
			t.Errorf("%s: got %q, want %q", key, got, want)
		}
	}
	for text, want := range map[string]string{
		"{{only}}-{{gone:x}}{{gone:}}": "b-x", "{{empty:d}}": "", `\{{only\}}`: "{{only}}", "{{env:X}}{{env:Y:z}}": "yz", "{{?gone}}": "error: no value",
		"{{gone}}": "error: property \"gone\" is not set", "{{circle}}": "error: property \"circle\" refers to itself: circle -> circle",
		"{{o{{nly:nly}}}}": "b", "{{open": "error: placeholder {{open has no closing }}", "{{key:a:b}}": "value", "{{gone:a:b}}": "a:b",
	} {
		got, err := p.Resolve(text)
		if err != nil {
			got = "error: " + err.Error()
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
	if got := p.Origin("only"); got != "b.properties" {
		t.Errorf("origin %s", got)
	}
	if got := p.Position("camel.component.stomp-ws.send-queue-size").String(); got != "a.properties:10" {
		t.Errorf("position %s", got)
	}
	if got := strings.Join(p.Keys("camel.component."), " "); got != "camel.component.stomp-ws.sendQueueSize" {
		t.Errorf("keys %s", got)
	}
}

func FuzzResolve(f *testing.F) {
	for _, s := range []string{"{{a}}", `\{{a\}}`, "{{a:{{b}}}}", "{{!a}}", "{{{{", "}}{{?a}}"} {
		f.Add(s)
	}
	p := NewProperties()
	p.Env = func(string) (string, bool) { return "", false }
	p.Parse("p", []byte("a=true\nb={{a}}\nc={{c}}"))
	f.Fuzz(func(_ *testing.T, s string) { _, _ = p.Resolve(s) })
}
