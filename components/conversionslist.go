package components

import "slices"

// bytesToList makes of each byte an element: it is all that becomes a list of some classes.
func bytesToList(s source) (any, error) {
	b, ok := s.value.([]byte)
	if !ok {
		return nil, s.noConverter()
	}
	list := make([]any, len(b))
	for i := range b {
		list[i] = int(int8(b[i]))
	}
	return list, nil
}

func toList(s source) (any, error) {
	if list, ok := s.value.([]any); ok {
		return list, nil
	}
	return bytesToList(s)
}

// toCollection takes a map for the list of its entries.
func toCollection(s source) (any, error) {
	m, ok := s.value.(*Map)
	if !ok {
		return toList(s)
	}
	return mapEntries(m), nil
}

func mapEntries(m *Map) []any {
	entries := make([]any, 0, m.Len())
	for k, x := range m.All() {
		entries = append(entries, &Entry{k, x})
	}
	return entries
}

// toSet answers the elements of a list, each once, in the order of Java's HashSet.
func toSet(s source) (any, error) {
	list, ok := s.value.([]any)
	if !ok {
		return toCollection(s)
	}
	return hashSet(list), nil
}

// hashSet answers the elements of a list, each once, in the order in which Java's HashSet gives them.
func hashSet(list []any) []any {
	buckets := 16
	for buckets*3/4 < len(list) || buckets < int(float64(len(list))/0.75)+1 {
		buckets *= 2
	}
	type element struct {
		bucket int
		value  any
	}
	elements := make([]element, 0, len(list))
	seen := map[int32][]any{}
	for _, v := range list {
		hash := JavaHash(v)
		if slices.ContainsFunc(seen[hash], func(other any) bool { return JavaType(v) == JavaType(other) && Text(v) == Text(other) }) {
			continue
		}
		seen[hash] = append(seen[hash], v)
		elements = append(elements, element{int(uint32(hash)^uint32(hash)>>16) & (buckets - 1), v})
	}
	slices.SortStableFunc(elements, func(a, b element) int { return a.bucket - b.bucket })
	set := make([]any, len(elements))
	for i, e := range elements {
		set[i] = e.value
	}
	return set
}

// toIterable takes text for what is between its commas, and any other single value for a list of one.
func toIterable(s source) (any, error) {
	return Parts(s.value, ","), nil
}

// toOtherMap takes any map.
func toOtherMap(s source) (any, error) {
	if _, ok := s.value.(*Map); ok {
		return s.value, nil
	}
	return nil, s.noConverter()
}

// toArray takes a list whose elements are of the array's class.
func toArray(s source) (any, error) {
	list, err := toList(s)
	if err != nil {
		return nil, err
	}
	element := s.to[:len(s.to)-len("[]")]
	if _, isBytes := s.value.([]byte); isBytes {
		if element == "java.lang.String" {
			return nil, s.failedAsText(IllegalArgumentException, "array element type mismatch")
		}
		return list, nil
	}
	for _, v := range list.([]any) {
		if v != nil && !IsInstance(v, element) {
			return nil, s.failedAsText("java.lang.ArrayStoreException", "arraycopy: element type mismatch: can not cast one of the elements of java.lang.Object[] "+
				"to the type of the destination array, %s", element)
		}
	}
	return list, nil
}
