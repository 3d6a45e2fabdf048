package groovy

import (
	"bytes"
	"cmp"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// equal is ==: numbers by value, lists and maps by what they hold.
func equal(l, r any) bool { return equalDeep(l, r, 0) }

func equalDeep(l, r any, depth int) bool {
	if depth > maxNesting {
		throw(stackOverflow, "")
	}
	if l == nil || r == nil {
		return l == r
	}
	if isNumber(l) {
		r = letterCode(r)
		return isNumber(r) && compareNumbers(l, r) == 0
	}
	if a, ok := textOf(l); ok {
		if b, ok := textOf(r); ok {
			return a == b
		}
		if c, ok := l.(Char); ok && isNumber(r) {
			return compareNumbers(int(c), r) == 0
		}
		return false
	}
	if a, ok := mappingOf(l); ok {
		b, ok := mappingOf(r)
		return ok && equalMaps(a, b, depth)
	}
	if a, ok := l.(*Set); ok {
		b, ok := r.(*Set)
		return ok && equalSets(a, b)
	}
	if a, ok := itemsOf(l); ok {
		b, ok := itemsOf(r)
		if _, set := r.(*Set); !ok || set || len(a) != len(b) {
			return false
		}
		for i := range a {
			if !equalDeep(a[i], b[i], depth+1) {
				return false
			}
		}
		return true
	}
	switch a := l.(type) {
	case bool:
		return a == r
	case []byte:
		b, ok := r.([]byte)
		return ok && bytes.Equal(a, b)
	case time.Time:
		b, ok := r.(time.Time)
		return ok && a.Equal(b)
	case *Entry:
		b, ok := r.(*Entry)
		return ok && equalDeep(a.key, b.key, depth+1) && equalDeep(a.value, b.value, depth+1)
	case temporal:
		b, ok := r.(temporal)
		return ok && className(a) == className(b) && a.compare(b) == 0
	case likeText:
		return className(l) == className(r) && javaText(l) == javaText(r)
	}
	return same(l, r)
}

// likeText is a value that is equal to another of its class with the same text.
type likeText interface{ likeText() }

// same is identity.
func same(l, r any) bool {
	switch l.(type) {
	case []any, []byte:
		return false
	}
	return l == r
}

func equalMaps(a, b mapping, depth int) bool {
	if a.size() != b.size() {
		return false
	}
	keys, values := a.all()
	for i, k := range keys {
		v, ok := b.get(k)
		if !ok || !equalDeep(values[i], v, depth+1) {
			return false
		}
	}
	return true
}

func equalSets(a, b *Set) bool {
	if a.size() != b.size() {
		return false
	}
	for _, v := range a.list() {
		if b.find(v) < 0 {
			return false
		}
	}
	return true
}

func compareNumbers(l, r any) int {
	switch kind := max(rank(l), rank(r)); {
	case kind <= 2:
		a, _ := wholeOf(l)
		b, _ := wholeOf(r)
		return cmp.Compare(a, b)
	case kind >= 5:
		return cmp.Compare(floatOf(l), floatOf(r))
	}
	return decimalOf(l).Cmp(decimalOf(r))
}

// compare is <=>; null comes before all else. Two values that have no order are an exception.
func compare(l, r any) int {
	switch {
	case l == nil && r == nil:
		return 0
	case l == nil:
		return -1
	case r == nil:
		return 1
	}
	if c, ok := l.(Char); ok && isNumber(r) {
		l = int(c)
	}
	if isNumber(l) {
		r = letterCode(r)
	}
	if isNumber(l) && isNumber(r) {
		return compareNumbers(l, r)
	}
	if a, ok := textOf(l); ok {
		if b, ok := textOf(r); ok {
			return compareTexts(a, b)
		}
	}
	switch a := l.(type) {
	case bool:
		if b, ok := r.(bool); ok {
			return cmp.Compare(order(a), order(b))
		}
	case time.Time:
		if b, ok := r.(time.Time); ok {
			return a.Compare(b)
		}
	case temporal:
		if b, ok := r.(temporal); ok && className(a) == className(b) {
			return a.compare(b)
		}
	}
	if equal(l, r) {
		return 0
	}
	throw(illegalArgument, "Cannot compare "+className(l)+" with value '"+toText(l)+"' and "+className(r)+" with value '"+toText(r)+"'")
	return 0
}

// letterCode is the code of a single letter, beside a number; anything else is itself.
func letterCode(v any) any {
	if s, ok := textOf(v); ok && lengthOf(s) == 1 {
		return int([]rune(s)[0])
	}
	return v
}

func order(b bool) int {
	if b {
		return 1
	}
	return 0
}

// compareTexts is Java's compareTo: the difference of the first characters that differ, or of the lengths.
func compareTexts(a, b string) int {
	x, y := units(a), units(b)
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return int(x[i]) - int(y[i])
		}
	}
	return len(x) - len(y)
}

// truth is what a value means as a condition.
func truth(v any) bool {
	switch v := v.(type) {
	case nil:
		return false
	case bool:
		return v
	case string:
		return v != ""
	case Char:
		return v != 0
	case *Range:
		return v.size() > 0
	case *Matcher:
		return v.find()
	case *Builder:
		return v.length() > 0
	case []byte:
		return len(v) > 0
	case *Iterator:
		return v.hasNext()
	case *Optional:
		return v.value != nil
	}
	if isNumber(v) {
		return compareNumbers(v, 0) != 0
	}
	if m, ok := mappingOf(v); ok {
		return m.size() > 0
	}
	if items, ok := itemsOf(v); ok {
		return len(items) > 0
	}
	return true
}

// className is the full name of a value's class in Java.
func className(v any) string {
	switch v := v.(type) {
	case *List:
		if v.array {
			return "[Ljava.lang.Object;"
		}
		return "java.util.ArrayList"
	case *Set:
		switch {
		case v.sorted:
			return "java.util.TreeSet"
		case v.buckets > 0:
			return "java.util.HashSet"
		}
		return "java.util.LinkedHashSet"
	case *Dict:
		switch {
		case v.sorted:
			return "java.util.TreeMap"
		case v.buckets > 0:
			return "java.util.HashMap"
		}
		return "java.util.LinkedHashMap"
	case *Range:
		return "groovy.lang.IntRange"
	case *Entry:
		return "java.util.LinkedHashMap$Entry"
	case []byte:
		return "[B"
	case *components.Exchange:
		return "org.apache.camel.support.DefaultExchange"
	}
	return components.JavaType(v)
}

func simpleName(class string) string {
	return class[strings.LastIndexAny(class, ".$")+1:]
}
