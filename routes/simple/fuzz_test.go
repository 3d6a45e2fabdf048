package simple

import (
	"errors"
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

var seeds = []string{
	"", "Hello ${header.n}!", "${body[langs][last-1].toUpperCase()}", "${header.n}++ ", "${header.n} ?: 'x' ~> ${trim()}", "${header.n > 3 ? 'a' : 'b'}",
	"${header.n} > 3 && ${header.s} contains 'x' || ${header.t} == true", "${header.s} regex '[a-z]+\\p{Alpha}'", "${header.n} range '1..5'",
	"${date:header.ms+1h30m:yyyy-MM-dd'T'HH:mm:ss.SSSXXX}", "${date-with-timezone:now:GMT+8:z}", "${replace('a','b',${body})}", "${iif(${header.n} > 3,'a','b')}",
	"${substring(1,-1,${header.s})}", "${pad(x,-5,'*')}", "${split('a,b','\\d')}", "${join(';','p',${header.list})}", "${collate(2)}", "${range(1,5)}",
	"${header.s.replaceAll('(.)','$1$1')}", "${pretty(${body})}", "${hash(${body},MD5)}", "${file:name.ext}", "\\${body\\}", "${header[${header.key}]?.x}", "${listAdd(${header.list},${body})}",
	"${x", "}", "'a' == \"b\"", "${header.n} is 'java.lang.Number'", "${header.n} in '1,2,' ? 'x' : ${body}", "$simple{body}", "${uppercase('é😀')}",
	"$init{\n  $a := ${header.n} ?: 3;\n  $f ~:= ${trim()} ~> ${uppercase()};\n}init$\n$a ${f(x)} $f()", "$init{\n$a := 'x';\n}init$${variable.a} == 'x'",
	"${forEach(${body},'${uppercase()}')}", "${filter(${header.list},${body} > 2)}", "${setVariable(v,int,${header.n})}", "${assert(${body} == 'x',no)}",
	"${type:java.lang.Integer.MAX_VALUE}", "${exchange.getMessage().getHeader('n')}", "${htmlDecode(<p>a</p>)}", "${base64Decode(eA==)}",
	"${header.s} regex '(?=.*o)[A-Za-z &&[^x]]++'", "${header.s.replaceAll('(?<=o)(.)\\1?','<$1>')}", "${concat(${header.s},'a,b',\"c\")}", "${messageHistory(false)}",
}

func checkSyntaxError(t *testing.T, text string, err error) {
	t.Helper()
	var syntax *components.SyntaxError
	if !errors.As(err, &syntax) {
		t.Fatalf("%q: %T is no syntax error: %v", text, err, err)
	}
	if syntax.Offset < 0 || syntax.Offset > len(text) || syntax.Msg == "" {
		t.Fatalf("%q: offset %d, message %q", text, syntax.Offset, syntax.Msg)
	}
}

func FuzzCompile(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		e, err := Compile(text, testEnv)
		if err != nil {
			checkSyntaxError(t, text, err)
			return
		}
		for _, message := range []func() *components.Exchange{sample, hello, nested, on(sample, nil)} {
			if v, err := e(message()); err != nil && v != nil {
				t.Fatalf("%q answers %v and fails with %v", text, v, err)
			}
		}
	})
}

func FuzzCompilePredicate(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := CompilePredicate(text, testEnv)
		if err != nil {
			checkSyntaxError(t, text, err)
			return
		}
		for _, message := range []func() *components.Exchange{sample, hello, nested, on(sample, nil)} {
			if ok, err := p(message()); ok && err != nil {
				t.Fatalf("%q is true and fails with %v", text, err)
			}
		}
	})
}
