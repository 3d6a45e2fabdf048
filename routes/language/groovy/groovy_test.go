package groovy

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

func evaluate(t testing.TB, source string, ex *components.Exchange) (any, error) {
	t.Helper()
	s, err := Compile(source)
	if err != nil {
		t.Fatalf("%s: %v", source, err)
	}
	return s.Run(ex)
}

func withBody(body any) *components.Exchange {
	return components.NewExchange(context.Background(), body)
}

func TestWhatAScriptMayCostIsBounded(t *testing.T) {
	for _, row := range []struct{ script, class string }{
		{"while (true) { }", tooLong},
		{"for (;;) { }", tooLong},
		{"while (true) { try { throw new Exception() } catch (e) { } }", tooLong},
		{"def f() { try { f() } catch (Throwable e) { f() } finally { f() } }; f()", stackOverflow},
		{"def f(n) { f(n + 1) }; f(0)", stackOverflow},
		{"def f; f = { f() }; f()", stackOverflow},
		{"def s = 'x'; while (true) { s += s }", outOfMemory},
		{"def s = 'x'; while (true) { s = \"$s$s\" }", outOfMemory},
		{"def l = [1]; while (true) { l += l }", outOfMemory},
		{"def l = []; while (true) { l << l.toString() * 1000 }", outOfMemory},
		{"def l = [1]; while (true) { l.addAll(l) }", outOfMemory},
		{"'x' * 1000000000", outOfMemory},
		{"'x'.padLeft(2000000000)", outOfMemory},
		{"[1] * 1000000000", outOfMemory},
		{"(1..2000000000).toList()", outOfMemory},
		{"(1..9).toList().permutations().permutations()", ""},
		{"new int[2000000000]", outOfMemory},
		{"def n = 2; while (true) { n = n * n * 1G }", arithmetic},
		{"2 ** 2000000000", ""},
		{"9999999G ** 99999", arithmetic},
		{"def m = [:]; def i = 0; while (true) { m[i++] = 'xxxxxxxx' }", ""},
		{"def l = []; l << l; l.flatten()", stackOverflow},
		{"def l = []; l << l; l == l.collect { it }", ""},
		{"def l = []; l << l; l.toString().length() > 0", "ok"},
		{"def m = [:]; m.m = m; \"$m\".length() > 0", "ok"},
		{"def m = [:]; m.m = m; m", "ok"},
		{"def l = []; l << [l]; l", "ok"},
		{"def m = [:]; m.m = m; groovy.json.JsonOutput.toJson(m)", stackOverflow},
		{"def sb = new StringBuilder('x'); while (true) { sb << sb }", outOfMemory},
		{"def x = 'a'; 1.step(10, 0) { }", ""},
		{"(1..10000000).collect { it.toString() * 100 }", outOfMemory},
		{"'a'.replaceAll('', 'x' * 1000000) * 100", outOfMemory},
		{"String.format('%999999999d', 1)", ""},
		{"def s = 'a' * 1000000; def n = 0; while (true) { s.contains('b' + n++) }", ""},
	} {
		t.Run(row.script, func(t *testing.T) {
			began := time.Now()
			s, err := Compile(row.script)
			if err != nil {
				t.Fatal(err)
			}
			v, err := s.within(withBody(nil), limits{steps: 5_000_000, memory: 32 << 20, time: 20 * time.Second})
			if took := time.Since(began); took > time.Minute {
				t.Errorf("it took %v", took)
			}
			switch class := components.Class(err); {
			case row.class == "ok":
				if err != nil {
					t.Errorf("got %v", err)
				}
			case err == nil:
				t.Errorf("got %.100s, want it to end with %s", components.Text(v), row.class)
			case row.class != "" && class != row.class:
				t.Errorf("got %s: %v, want %s", class, err, row.class)
			}
		})
	}
}

func TestAScriptEndsWithItsExchange(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(20*time.Millisecond, cancel)
	for _, script := range []string{"while (true) { }", "sleep(60000)", "(1..9000).each { x -> (1..9000).find { it < 0 } }"} {
		began := time.Now()
		if _, err := evaluate(t, script, components.NewExchange(ctx, nil)); err == nil || time.Since(began) > 30*time.Second {
			t.Errorf("%s: %v after %v", script, err, time.Since(began))
		}
	}
}

func TestAMistakeHasAPlaceAndAHint(t *testing.T) {
	for _, row := range []struct {
		script, at, msg, need string
	}{
		{"def x = 1\nif (", "", "the script ends where a value is expected", ""},
		{"1 +", "", "the script ends", ""},
		{"def x = 'abc", "'abc", "the text has no end", ""},
		{"def x = \"${a\"", "\"", "", ""},
		{"def x = 1\ndef x = 2", "x = 2", "the variable x is declared twice", ""},
		{"[1, a: 2]", "[", "a literal is a list or a map, not both", ""},
		{"5 = x", "= x", "what stands before = cannot be assigned to", ""},
		{"body.size() )", ")", "unexpected \")\"", ""},
		{"new File('/etc/passwd').text", "new", "the class java.io.File is not available to a script", "java:java.io.File"},
		{"import java.nio.file.Files\nFiles.readString(x)", "import", "the class java.nio.file.Files is not available to a script", "java:java.nio.file.Files"},
		{"def u = new URL('http://x').text", "new", "the class java.net.URL", "java:java.net.URL"},
		{"OrderService.isGold(body)", "OrderService", "the class OrderService", "java:OrderService"},
		{"com.example.Foo.bar()", "com", "the class com.example.Foo", "java:com.example.Foo"},
		{"@Grab('a:b:1')\nimport a.B", "@", "@Grab loads Java libraries", "java:Grab"},
		{"'ls'.execute()", "execute", "the method execute is not available", "groovy:execute"},
		{"Runtime.getRuntime().exec('x')", "Runtime", "the class java.lang.Runtime", "java:java.lang.Runtime"},
		{"Thread.sleep(5)", "Thread", "the class java.lang.Thread", "java:java.lang.Thread"},
		{"String.class.forName('x')", "forName", "the method forName of classes is not available", "groovy:forName"},
		{"Math.nosuch(1)", "nosuch", "the class java.lang.Math has no method nosuch here", "java:java.lang.Math.nosuch"},
		{"Integer.NOSUCH", "NOSUCH", "the class java.lang.Integer has no constant NOSUCH here", "java:java.lang.Integer.NOSUCH"},
		{"java.time.LocalDate.nosuch()", "nosuch", "the class java.time.LocalDate has no method nosuch here", "java:java.time.LocalDate.nosuch"},
		{"System.getenv('HOME')", "getenv", "has no method getenv here", "java:java.lang.System.getenv"},
		{"System.exit(1)", "exit", "has no method exit here", "java:java.lang.System.exit"},
		{"evaluate('1')", "evaluate", "the method evaluate is not available", "groovy:evaluate"},
		{"class A { }\n1", "class", "a script cannot define a class here", "groovy:class"},
		{"x instanceof Foo", "Foo", "the class Foo", "java:Foo"},
		{"Foo x = 1", "Foo", "the class Foo", "java:Foo"},
		{"try { 1 } catch (FooException e) { }", "FooException", "the class FooException", "java:FooException"},
		{strings.Repeat("(", 1000), "", "the script is nested too deep", ""},
		{"1" + strings.Repeat("+1", 1000), "", "the script is nested too deep", ""},
	} {
		_, err := Compile(row.script)
		var s *components.SyntaxError
		if !errors.As(err, &s) {
			t.Errorf("%.40s: got %v", row.script, err)
			continue
		}
		if !strings.Contains(s.Msg, row.msg) || s.Need != row.need || !strings.HasPrefix(row.script[s.Offset:], row.at) {
			t.Errorf("%.40s: got %q at %q, needs %q", row.script, s.Msg, row.script[s.Offset:], s.Need)
		}
		if s.Need != "" && s.Hint == "" {
			t.Errorf("%s: no hint", row.script)
		}
	}
}

func TestOneScriptServesManyExchanges(t *testing.T) {
	s, err := Compile("def n = headers.n; total = 0; body.items.each { total += it }; body.sum = total + n; def f = { it + n }; [f(1), body.sum, (n =~ /\\d+/)[0]]")
	if err != nil {
		t.Fatal(err)
	}
	shared := components.NewMap("items", []any{1, 2, 3})
	var all sync.WaitGroup
	for n := range 20 {
		all.Go(func() {
			for range 50 {
				ex := withBody(shared)
				ex.Shared = true
				ex.Headers.Set("n", n)
				v, err := s.Run(ex)
				if err != nil || components.Text(v) != components.Text([]any{n + 1, n + 6, components.Text(n)}) {
					t.Errorf("got %v, %v", v, err)
				}
				if sum := ex.Body.(*components.Map).Value("sum"); sum != n+6 {
					t.Errorf("the body has %v, want %d", sum, n+6)
				}
			}
		})
	}
	all.Wait()
	if shared.Len() != 1 {
		t.Errorf("others see %v", shared)
	}
}

func FuzzScript(f *testing.F) {
	for _, seed := range []string{
		"body", "body.name = 'x'; \"${body.items*.a} $body\"", "def f(a, b = 1) { a + b }; f(2)", "[1, 2].collect { it * 2 }.sum()", "body =~ /(\\w+)/ ? 1 : 2",
		"for (i in 0..3) { if (i == 2) continue; x = i }", "try { 1 / 0 } catch (ArithmeticException | RuntimeException e) { e.message } finally { 2 }",
		"switch (body) { case 1..3: 'a'; break; case ~/x/: 'b'; default: 'c' }", "new groovy.json.JsonSlurper().parseText('{\"a\":1.5}').a ** 2", "'''a\n${'b'}'''",
		"[a: 1, (b): 2, *: c].find { k, v -> v }?.key", "(a, b) = [1, 2]; a <=> b", "1.5.setScale(3).toString() + 2G + 3L + 4f", "$/a${1}b/$ + /c/", "headers['x'] << 'y' as String",
		"String.format('%5.2f|%s', 1.5, [1])", "'abc'[0..1, -1]", "java.time.LocalDate.parse('2024-01-01').plusDays(1) as String", "x = { -> it }; x >> x", "5[1]", "def (int a, b) = [1]; a?.b?[0]",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		s, err := Compile(source)
		if err != nil {
			var syntax *components.SyntaxError
			if !errors.As(err, &syntax) || syntax.Offset < 0 || syntax.Offset > len(source) {
				t.Errorf("%v at %d", err, syntax.Offset)
			}
			return
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		ex := components.NewExchange(ctx, components.NewMap("name", "n", "items", []any{1, components.NewMap("a", 2.5)}))
		ex.Headers.Set("x", []any{"a"})
		_, _ = s.Run(ex)
	})
}

func BenchmarkScript(b *testing.B) {
	for _, bench := range []struct{ name, script string }{
		{"header", "headers.kind == 'a'"},
		{"condition", "headers.kind == 'a' && body.total > 100 ? 'big' : 'small'"},
		{"template", "\"order ${body.id} of ${headers.kind}\""},
		{"lines", "def sum = 0; for (line in body.lines) { sum += line.price * line.count }; body.total = sum; sum"},
		{"closures", "body.lines.findAll { it.count > 1 }.collect { it.price }.sum()"},
	} {
		b.Run(bench.name, func(b *testing.B) {
			s, err := Compile(bench.script)
			if err != nil {
				b.Fatal(err)
			}
			line := func(price, count int) any { return components.NewMap("price", price, "count", count) }
			ex := withBody(components.NewMap("id", 7, "total", 150, "lines", []any{line(10, 1), line(20, 2), line(30, 3)}))
			ex.Headers.Set("kind", "a")
			b.ReportAllocs()
			for b.Loop() {
				if _, err := s.Run(ex); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
