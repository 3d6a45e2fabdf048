package simple

import (
	"testing"
)

// The answers were recorded from Camel 4.22.
func TestFunctionsCut(t *testing.T) {
	check(t, on(hello, "Hello World"), []row{
		{"${split()}", list("Hello World"), nil},
		{"${split(' ')}", list("Hello", "World"), nil},
		{"${split('a,b,c')}", list("Hello World"), nil},
		{"${split('a,b,c',',')}", list("a", "b", "c"), nil},
		{"${split('a;b',';')}", list("a", "b"), nil},
		{`${split('a1b2c','\d')}`, list("a", "b", "c"), nil},
		{"${split('a.b','.')}", list(), nil},
		{"${split('a,b,,',',')}", list("a", "b"), nil},
		{`${split('a\nb\nc','\n')}`, list("a", "b", "c"), nil},
		{"${split(${header.s},' ')}", list("Hello", "World"), nil},
		{"${split(${header.s},'o')}", list("Hell", " W", "rld"), nil},
		{"${split(${header.missing},'o')}", nil, nil},
		{"${join()}", "Hello World", nil},
		{"${join(';')}", "Hello World", nil},
		{"${join(';',${header.list})}", "${header.list}Hello World", nil},
		{"${join(';','p=',${header.list})}", "p=a;p=b;p=3", nil},
		{"${join(',','',${header.list})}", "a,b,3", nil},
		{"${join('&','id=','${header.list}')}", "id=a&id=b&id=3", nil},
		{"${join(',',${header.s})}", "${header.s}Hello World", nil},
		{`${join('\n','',${header.list})}`, "a\nb\n3", nil},
		{"${substring(1)}", "ello World", nil},
		{"${substring(-2)}", "Hello Wor", nil},
		{"${substring(1,1)}", "ello Worl", nil},
		{"${substring(1,-2)}", "ello Wor", nil},
		{"${substring(1,1,${header.s})}", "ello Worl", nil},
		{"${substring(6)}", "World", nil},
		{"${substring(20)}", "", nil},
		{"${substring(-20)}", "", nil},
		{"${substring(5,20)}", "", nil},
		{"${substring(0)}", "Hello World", nil},
		{"${substring(0,0)}", "Hello World", nil},
		{"${substring(1,${header.s})}", fails{"NumberFormatException"}, nil},
		{"${substring(-2,${header.s})}", fails{"NumberFormatException"}, nil},
		{"${substring(-2,0,${header.s})}", "Hello Wor", nil},
		{"${substring(x)}", fails{"NumberFormatException"}, nil},
		{"${substring(${header.n})}", " World", nil},
		{"${substring()}", refused{}, nil},
		{"${substringBefore(' ')}", "Hello", nil},
		{"${substringBefore('zz')}", nil, nil},
		{"${substringBefore(${header.s},' ')}", "Hello", nil},
		{"${substringBefore('a-b','-')}", "a", nil},
		{"${substringAfter(' ')}", "World", nil},
		{"${substringAfter('zz')}", nil, nil},
		{"${substringAfter(${header.s},'o')}", " World", nil},
		{"${substringAfter('World')}", "", nil},
		{"${substringBefore('Hello')}", "", nil},
		{"${substringBetween('H','W')}", "ello ", nil},
		{"${substringBetween(${header.s},'e','r')}", "llo Wo", nil},
		{"${substringBetween('a[b]c','[',']')}", "b", nil},
		{"${substringBetween('x','y')}", nil, nil},
		{"${substringBetween(${header.missing},'y','z')}", nil, nil},
		{"${substringBefore(${header.missing},'x')}", nil, nil},
	}...)
	check(t, nested, []row{
		{"${join(';','p',${header.list})}", "pa;pb;pc", nil},
		{"${join()}", `name=Bob,x={y=[1, 2, {z=3}]},e={},l=[],f=1.0,t=a"b/é,n=null`, nil},
	}...)
	check(t, on(numbers, nil), []row{
		{"${split()}", nil, false},
		{"${join()}", fails{"IllegalArgumentException"}, nil},
		{"${substring(1)}", nil, false},
	}...)
	check(t, on(numbers, list("b", "a", "c")), []row{
		{"${join(-)}", "b-a-c", true},
		{"${join(-,p)}", "pb-pa-pc", true},
		{"${split()}", list("[b", " a", " c]"), true},
		{"${substring(1)}", "b, a, c]", true},
	}...)
	check(t, on(numbers, "3,1,2"), []row{
		{"${join(;)}", "3;1;2", true},
		{"${split()}", list("3", "1", "2"), true},
	}...)
	check(t, on(numbers, 5), []row{
		{"${substring(0)}", "5", true},
	}...)
	check(t, on(numbers, "a\r\n b\tc\n"), []row{
		{`${split('\n')}`, list("a\r", " b\tc"), true},
	}...)
	check(t, quoted, []row{
		{"${substringBefore(a,${header.n})}", nil, nil},
		{"${join(${header.s},p,${header.csv})}", "pa${header.s}pb", nil},
	}...)
	check(t, words, []row{
		{"${substring(1,0,${header.e})}", "😀b", nil},
		{"${substring(-2,1,${header.s})}", "ll", nil},
		{"${substring(-1,-1,${header.s})}", "ell", nil},
		{"${substringAfter(a5b,${header.n})}", "b", nil},
		{"${substringBetween(a5b5c,${header.n},${header.n})}", "b", nil},
		{"${split('')}", list("é"), nil},
		{"${split('a','')}", list("a"), nil},
		{"${split('abc','')}", list("a", "b", "c"), nil},
		{"${split(',a',',')}", list("", "a"), nil},
		{"${split('',',')}", list(""), nil},
	}...)
}
