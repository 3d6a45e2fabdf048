package components

import "strconv"

// groupedMark stands in the capacity of a list that [Grouped] made, behind its last element.
var groupedMark any = new(int)

// Grouped makes a list as Camel's aggregation strategies do: it is a list like any other, but as text it only says how many
// elements it has, such as "List<Exchange>(2 elements)".
func Grouped(list []any) []any {
	marked := make([]any, len(list), len(list)+1)
	copy(marked, list)
	return append(marked, groupedMark)[:len(list)]
}

// groupedText answers the text of a list that Grouped made.
func groupedText(list []any) (text string, ok bool) {
	n := len(list)
	if cap(list) <= n || list[:n+1][n] != groupedMark {
		return "", false
	}
	return "List<Exchange>(" + strconv.Itoa(n) + " elements)", true
}
