package language

import (
	"math/big"
	"testing"
)

// The answers of these tables were recorded from Camel 4.22.

const store = `{"store":{"book":[{"t":"A","p":8.95,"isbn":"1"},{"t":"B","p":12,"tags":["x","y"]},{"t":"C","p":22.99,"isbn":null}],"bike":{"color":"red","p":19.95}},"n":5,"z":null,"s":"str","e":[],"o":{},"b":true,"f":false,"a-b":1,"a b":2,"zero":0,"es":""}`

func TestJSONPath(t *testing.T) {
	check(t, store, []row{
		{"$", object("store", object("book", list(object("t", "A", "p", 8.95, "isbn", "1"), object("t", "B", "p", 12, "tags", list("x", "y")), object("t", "C", "p", 22.99, "isbn", nil)), "bike", object("color", "red", "p", 19.95)), "n", 5, "z", nil, "s", "str", "e", list(), "o", object(), "b", true, "f", false, "a-b", 1, "a b", 2, "zero", 0, "es", ""), true},
		{"$.n", 5, true},
		{"$.store.book", list(object("t", "A", "p", 8.95, "isbn", "1"), object("t", "B", "p", 12, "tags", list("x", "y")), object("t", "C", "p", 22.99, "isbn", nil)), true},
		{"$.store.book[*].t", list("A", "B", "C"), true},
		{"$..t", list("A", "B", "C"), true},
		{"$..p", list(8.95, 12, 22.99, 19.95), true},
		{"$.store.book[0]", object("t", "A", "p", 8.95, "isbn", "1"), true},
		{"$.store.book[-1]", object("t", "C", "p", 22.99, "isbn", nil), true},
		{"$.store.book[-1:]", list(object("t", "C", "p", 22.99, "isbn", nil)), true},
		{"$.store.book[0,1].t", list("A", "B"), true},
		{"$.store.book[:2].t", list("A", "B"), true},
		{"$.store.book[1:].t", list("B", "C"), true},
		{"$.store.book[0:3:2].t", list("A", "B", "C"), true},
		{"$.store.book[9]", fails{"PathNotFoundException"}, nil},
		{"$.store.book[9].t", fails{"PathNotFoundException"}, nil},
		{"$.missing", fails{"PathNotFoundException"}, nil},
		{"$.missing.x", fails{"PathNotFoundException"}, nil},
		{"$..missing", list(), false},
		{"$.store.*", list(list(object("t", "A", "p", 8.95, "isbn", "1"), object("t", "B", "p", 12, "tags", list("x", "y")), object("t", "C", "p", 22.99, "isbn", nil)), object("color", "red", "p", 19.95)), true},
		{"$.z", nil, false},
		{"$.z.x", fails{"PathNotFoundException"}, nil},
		{"$.s", "str", true},
		{"$.s.x", fails{"PathNotFoundException"}, nil},
		{"$.e", list(), false},
		{"$.o", object(), true},
		{"$.b", true, true},
		{"$.f", false, false},
		{"$.zero", 0, true},
		{"$.es", "", false},
		{"$.e[0]", fails{"PathNotFoundException"}, nil},
		{"$.e[*]", list(), false},
		{"$.store.book[?(@.p > 10)].t", list("B", "C"), true},
		{"$.store.book[?(@.p < 10)]", list(object("t", "A", "p", 8.95, "isbn", "1")), true},
		{"$.store.book[?(@.p == 12)].t", list("B"), true},
		{"$.store.book[?(@.isbn)].t", list("A", "C"), true},
		{"$.store.book[?(!@.isbn)].t", list("B"), true},
		{"$.store.book[?(@.t == 'B')].p", list(12), true},
		{`$.store.book[?(@.t == "B")].p`, list(12), true},
		{"$.store.book[?(@.t =~ /a/i)].t", list("A"), true},
		{"$.store.book[?(@.t in ['A','C'])].t", list("A", "C"), true},
		{"$.store.book[?(@.p > 10 && @.p < 20)].t", list("B"), true},
		{"$.store.book[?(@.p < 10 || @.p > 20)].t", list("A", "C"), true},
		{"$.store.book[?(@.p > $.n)].t", list("A", "B", "C"), true},
		{"$.store.book[?(@.p > 100)]", list(), false},
		{"$.store.book[?(@.tags)].t", list("B"), true},
		{"$.store.book[?(@.tags contains 'x')].t", list("B"), true},
		{"$.store.book.length()", 3, true},
		{"$.length()", 12, true},
		{"$.store.book[*].p.sum()", fails{"JsonPathException"}, nil},
		{"$.store.book..p.max()", fails{"JsonPathException"}, nil},
		{"$.store.book..p.min()", fails{"JsonPathException"}, nil},
		{"$.store.book..p.avg()", fails{"JsonPathException"}, nil},
		{"$.o.keys()", list(), false},
		{"$.store.keys()", list("book", "bike"), true},
		{"$['n']", 5, true},
		{"$['store']['bike']['color']", "red", true},
		{"$.store.bike['color','p']", object("color", "red", "p", 19.95), true},
		{"$['a-b']", 1, true},
		{"$.a-b", 1, true},
		{"$['a b']", 2, true},
		{"$.store.bike.color.length()", nil, false},
		{"n", 5, true},
		{"store.bike.color", "red", true},
		{"@.n", 5, true},
		{"", refused{}, nil},
		{"bad(", refused{}, nil},
		{"$.store.book[?(@.p >)]", refused{}, nil},
		{`$.store.book[?(@.t != "B")].t`, list("A", "C"), true},
		{"$.store.book[?(@.isbn == null)].t", list("C"), true},
		{"$.store.book[?(@.t nin ['A'])].t", list("B", "C"), true},
		{"$.store.book[?(@.tags.length() == 2)].t", list("B"), true},
		{"$.store.book[?(@.tags size 2)].t", list("B"), true},
		{"$.store.book[?(@.tags empty false)].t", list("B"), true},
		{"$.s.length()", nil, false},
		{`$.concat($.s,"x")`, "strx", true},
		{"$.store.book[2].isbn", nil, false},
		{"$.store.book[*].isbn", list("1", nil), true},
		{"$..book[0].t", list("A"), true},
		{"$..*", list(object("book", list(object("t", "A", "p", 8.95, "isbn", "1"), object("t", "B", "p", 12, "tags", list("x", "y")), object("t", "C", "p", 22.99, "isbn", nil)), "bike", object("color", "red", "p", 19.95)), 5, nil, "str", list(), object(), true, false, 1, 2, 0, "", list(object("t", "A", "p", 8.95, "isbn", "1"), object("t", "B", "p", 12, "tags", list("x", "y")), object("t", "C", "p", 22.99, "isbn", nil)), object("color", "red", "p", 19.95), object("t", "A", "p", 8.95, "isbn", "1"), object("t", "B", "p", 12, "tags", list("x", "y")), object("t", "C", "p", 22.99, "isbn", nil), "A", 8.95, "1", "B", 12, list("x", "y"), "x", "y", "C", 22.99, nil, "red", 19.95), true},
		{`$.store.book[0]["t"]`, "A", true},
		{"$.store..color", list("red"), true},
	}...)
}

const values = `{"l": [3, 1, 2.5, "x"], "m": {"a": {"v": 1}, "b": {"v": 2}}, "o": [{"k": "a", "n": 1, "s": "5"}, {"k": "b", "n": 2.0}, {"k": "c", "n": null}, {"n": [1, 2]}, 7, null], "s": "str", "deep": {"x": [{"y": 1}, {"y": [{"y": 2}]}]}}`

func TestJSONPathSteps(t *testing.T) {
	check(t, values, []row{
		{"$.l.sum()", 6.5, true},
		{"$.l.min()", 1.0, true},
		{"$.l.max()", 3.0, true},
		{"$.l.avg()", 2.1666666666666665, true},
		{"$.l.first()", 3, true},
		{"$.l.last()", "x", true},
		{"$.l.index(1)", 1, true},
		{"$.l.size()", 4, true},
		{"$.l.append(9)", list(3, 1, 2.5, "x", 9), true},
		{"$.m.keys()", list("a", "b"), true},
		{"$.m.length()", 2, true},
		{"$.m.*.v", list(1, 2), true},
		{"$.m.*", list(object("v", 1), object("v", 2)), true},
		{"$.m[*].v", list(1, 2), true},
		{"$.l[*].x", list(), false},
		{"$.o[*].k", list("a", "b", "c"), true},
		{"$.o[*].n[0]", list(1), true},
		{"$.o[?(@.n == 2)].k", list("b"), true},
		{"$.o[?(@.n == 1)].k", list("a"), true},
		{"$.o[?(@.s == 5)].k", list("a"), true},
		{"$.o[?(@.n != 1)]", list(object("k", "b", "n", 2.0), object("k", "c", "n", nil), object("n", list(1, 2)), 7, nil), true},
		{"$.o[?(@.n != null)].k", list("a", "b"), true},
		{"$.o[?(@.n > 1)].k", list("b"), true},
		{"$.o[?(@.k > 'a')].k", list("b", "c"), true},
		{"$.o[?(@.k in ['a','b'] && @.n)].k", list("a", "b"), true},
		{"$.o[?(@.n subsetof [1,2,3])]", list(object("n", list(1, 2))), true},
		{"$.o[?(@.n anyof [1])]", list(object("n", list(1, 2))), true},
		{"$.o[?(@.n size 2)]", list(object("n", list(1, 2))), true},
		{"$.o[?(@.k =~ /[ab]/)].k", list("a", "b"), true},
		{"$.o[?(@.k =~ /A/)].k", list(), false},
		{"$.o[?(@ == 7)]", list(7), true},
		{"$.o[?(@.k)].k", list("a", "b", "c"), true},
		{"$.o[?(@['k'] == 'a')].n", list(1), true},
		{"$.o[?(@.k=='a')].n", list(1), true},
		{"$.o[?( @.k == 'a' || (@.k == 'b' && @.n == 2) )].n", list(1, 2.0), true},
		{"$.o[?(!(@.k == 'a'))].k", list("b", "c"), true},
		{"$.o[?(1 < @.n)].k", list("b"), true},
		{"$.o[?(@.n == true)]", list(), false},
		{"$.o[?(@.k contains 'a')].k", list("a"), true},
		{"$.o[?(@.n empty true)]", list(), false},
		{"$.o[0].n", 1, true},
		{"$.o[-2]", 7, true},
		{"$.o[-99]", fails{"PathNotFoundException"}, nil},
		{"$.o[1:3].k", list("b", "c"), true},
		{"$.o[-2:]", list(7, nil), true},
		{"$.o[:-4].k", list("a", "b"), true},
		{"$.o[:99].k", list("a", "b", "c"), true},
		{"$.l[0,2]", list(3, 2.5), true},
		{"$.l[0, 9]", list(3), true},
		{"$.l[5]", fails{"PathNotFoundException"}, nil},
		{"$.l['a']", fails{"PathNotFoundException"}, nil},
		{"$.m[0]", fails{"PathNotFoundException"}, nil},
		{"$.s[0]", fails{"PathNotFoundException"}, nil},
		{"$.s[*]", list(), false},
		{"$.s.*", list(), false},
		{"$.m[?(@.v)]", list(), false},
		{"$.m[?(@.a)]", list(object("a", object("v", 1), "b", object("v", 2))), true},
		{"$.missing[*]", fails{"PathNotFoundException"}, nil},
		{"$.missing.*", fails{"PathNotFoundException"}, nil},
		{"$.missing[0]", fails{"PathNotFoundException"}, nil},
		{"$.missing..x", fails{"PathNotFoundException"}, nil},
		{"$..y", list(1, list(object("y", 2)), 2), true},
		{"$..y.y", list(), false},
		{"$..y[0]", list(object("y", 2)), true},
		{"$..[0]", list(3, object("k", "a", "n", 1, "s", "5"), 1, object("y", 1), object("y", 2)), true},
		{"$..[0].y", list(1, 2), true},
		{"$..[?(@.y)]", list(object("y", 1), object("y", list(object("y", 2))), object("y", 2)), true},
		{"$..x[*].y", list(1, list(object("y", 2))), true},
		{"$..nothing[0]", list(), false},
		{"$.deep..y", list(1, list(object("y", 2)), 2), true},
		{"$..['k','n']", list(object("k", "a", "n", 1), object("k", "b", "n", 2.0), object("k", "c", "n", nil)), true},
		{"$.o[0]['k','n']", object("k", "a", "n", 1), true},
		{"$.o[0]['k','zz']", object("k", "a"), true},
		{"$.o[*]['k','n']", list(object("k", "a", "n", 1), object("k", "b", "n", 2.0), object("k", "c", "n", nil), object("n", list(1, 2))), true},
		{"$.m['a','b'].v", list(1, 2), true},
		{`$.m["a"]['v']`, 1, true},
		{"$.m.a.v.", refused{}, nil},
		{"$.m..", refused{}, nil},
		{"$", object("l", list(3, 1, 2.5, "x"), "m", object("a", object("v", 1), "b", object("v", 2)), "o", list(object("k", "a", "n", 1, "s", "5"), object("k", "b", "n", 2.0), object("k", "c", "n", nil), object("n", list(1, 2)), 7, nil), "s", "str", "deep", object("x", list(object("y", 1), object("y", list(object("y", 2)))))), true},
		{"$.", refused{}, nil},
		{"@", object("l", list(3, 1, 2.5, "x"), "m", object("a", object("v", 1), "b", object("v", 2)), "o", list(object("k", "a", "n", 1, "s", "5"), object("k", "b", "n", 2.0), object("k", "c", "n", nil), object("n", list(1, 2)), 7, nil), "s", "str", "deep", object("x", list(object("y", 1), object("y", list(object("y", 2)))))), true},
		{"$ .m.a", refused{}, nil},
		{"$.m [ 'a' ] .v", refused{}, nil},
		{"$['m']['a']['v']", 1, true},
		{`$["m"].a`, object("v", 1), true},
		{"$.deep.x[0,1].y", list(1, list(object("y", 2))), true},
		{"$.deep.x[*].y", list(1, list(object("y", 2))), true},
		{"$.l.nope()", refused{}, nil},
		{`$.o[?(@.k == "a")]['n']`, list(1), true},
		{"$.o[?(@.k == 'a'", refused{}, nil},
		{"$.o[?@.k == 'a']", refused{}, nil},
		{"$.o[(@.length-1)]", refused{}, nil},
		{"$.o[?()]", refused{}, nil},
		{"$.o[]", refused{}, nil},
		{"$.o[a]", refused{}, nil},
		{"$.m.a['v']", 1, true},
		{"$.m.a['v", refused{}, nil},
	}...)
}

func TestJSONPathBodies(t *testing.T) {
	check(t, `{"a":{"b":1}}`, row{"$.a.b", 1, true})
	check(t, object("a", object("b", list(1, 2))), row{"$.a", object("b", list(1, 2)), true})
	check(t, object("a", object("b", list(1, 2))), row{"$.a.b[*]", list(1, 2), true})
	check(t, list(1, 2), row{"$[0]", 1, true})
	check(t, list(1, 2), row{"$.length()", 2, true})
	check(t, list(1, object("a", 2)), row{"$[*]", list(1, object("a", 2)), true})
	check(t, "not json", row{"$.a", fails{"JsonParseException"}, nil})
	check(t, "", row{"$.a", fails{"IllegalArgumentException"}, nil})
	check(t, nil, row{"$.a", fails{"CamelExchangeException"}, nil})
	check(t, 5, row{"$.a", fails{"CamelExchangeException"}, nil})
	check(t, "5", row{"$", 5, true})
	check(t, `"x"`, row{"$", "x", true})
	check(t, "[1]", row{"$.a", fails{"PathNotFoundException"}, nil})
	check(t, `{"a":1.0}`, row{"$.a", 1.0, true})
	check(t, `{"a":12345678901}`, row{"$.a", 12345678901, true})
	check(t, `{"a":1e2}`, row{"$.a", 100.0, true})
	check(t, `{"a":123456789012345678901}`, row{"$.a", bigInteger, true})
	check(t, `{"a":1} trailing`, row{"$.a", 1, true})
	check(t, `{"a":1.10}`, row{"$.a", 1.1, true})
}

var bigInteger, _ = new(big.Int).SetString("123456789012345678901", 10)
