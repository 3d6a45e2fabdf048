package javatext

import (
	"strings"
	"testing"
	"time"
)

func TestPatterns(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		want, linear  bool
	}{
		{`[a-z]+`, "abc", true, true}, {`\p{Alpha}+`, "ab1", false, true}, {`\Qa.b\E`, "a.b", true, true}, {`[\p{Digit}x]+`, "1x2", true, true},
		{`a(?!b)c`, "ac", true, false}, {`(?=.*\d)[a-z\d]+`, "abc1", true, false}, {`(?=.*\d)[a-z\d]+`, "abc", false, false},
		{`.*(?<=x)`, "abx", true, false}, {`.*(?<!x)`, "abx", false, false}, {`(a|b)\1`, "aa", true, false}, {`(a|b)\1`, "ab", false, false},
		{`(?<q>['"]).*\k<q>`, `'x'`, true, false}, {`a++b`, "aaab", true, false}, {`a*+a`, "aaa", false, false}, {`(?:ab)?+c`, "abc", true, false},
		{`[ab]{1,2}+b`, "ab", false, false}, {`(?>a+)b`, "aab", true, false},
		{`[a-z&&[def]]+`, "fed", true, false}, {`[a-z&&[def]]+`, "abc", false, false}, {`[a-z&&[^aeiou]]+`, "xyz", true, false},
		{`[a-z&&[^aeiou]]+`, "xaz", false, false}, {`[^a-z&&[def]]`, "d", false, false}, {`[^a-z&&[def]]`, "a", true, false},
		{`[a-c[x-z]]+`, "axbz", true, true}, {`[[a-c]x]+`, "axb", true, true}, {`[^[a-c]]`, "x", true, true}, {`(?=é)é+`, "éé", true, false},
		{`(?=\p{Alpha})[\p{Alpha}_]+`, "a_b", true, false}, {`(?i)(?=A)a+`, "AA", true, false}, {`\({2}a{1,}`, "((aa", true, true},
	} {
		re, err := FullMatch(c.pattern)
		if err != nil {
			t.Errorf("%s: %v", c.pattern, err)
			continue
		}
		got, err := re.Match(c.text)
		if err != nil || got != c.want || (re.linear != nil) != c.linear {
			t.Errorf("%s on %q: got %v, %v, linear %v", c.pattern, c.text, got, err, re.linear != nil)
		}
	}
	for _, wrong := range []string{"(", "[a", "[]", "a**", "(?<n", "[a-z&&", `\1(`, "(?=a", "*+", "{2}", "a({2})", "a{x}", "{body}"} {
		if _, err := Regexp(wrong); err == nil || !strings.HasPrefix(err.Error(), "bad regular expression") {
			t.Errorf("%s: got %v", wrong, err)
		}
	}
}

func TestMatchesAreOffsetsOfBytes(t *testing.T) {
	re, err := Regexp(`(?=é)(é)(x)?`)
	if err != nil {
		t.Fatal(err)
	}
	all, err := re.FindAll("aéxé", -1)
	if err != nil || len(all) != 2 || all[0][0] != 1 || all[0][1] != 4 || all[0][5] != 4 || all[1][0] != 4 || all[1][4] != -1 || re.Groups() != 2 {
		t.Errorf("got %v, %v", all, err)
	}
	if got := string(re.Expand(nil, "<$$${1}-${2}>", "aéxé", all[0])); got != "<$é-x>" {
		t.Errorf("got %q", got)
	}
}

func TestAPatternThatTakesTooLong(t *testing.T) {
	re, err := FullMatch(`(?=a)(a+)+b`)
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if _, err := re.Match(strings.Repeat("a", 40)); err != ErrTooLong {
		t.Errorf("got %v", err)
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
}
