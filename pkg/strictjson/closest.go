package strictjson

import "strings"

// OneOf returns "" when word is one of known, else what to say about it: the likely meaning and the choices.
// shown is the word as messages may repeat it.
func OneOf(word, shown string, known []string) string {
	for _, k := range known {
		if word == k {
			return ""
		}
	}
	return shown + " is not known; " + Alternatives(word, known)
}

// Alternatives is `did you mean "x"? Known: x, y, z`, without the first part when nothing is close.
func Alternatives(word string, known []string) string {
	shown := make([]string, len(known))
	for i, k := range known {
		shown[i] = shorten(k)
	}
	list := "known: " + strings.Join(shown, ", ")
	if likely := closest(word, known); likely != "" {
		return "did you mean " + Quote(likely) + "? " + strings.ToUpper(list[:1]) + list[1:]
	}
	return list
}

// closest returns the known word at the smallest edit distance, the first of equals, if at most a third of
// the word, or one letter of a short one, differs.
func closest(word string, known []string) string {
	if len(word) > 100 {
		return ""
	}
	best, bestDistance := "", max(len(word)/3, 1)+1
	for _, candidate := range known {
		if d := editDistance(strings.ToLower(word), strings.ToLower(candidate)); d < bestDistance {
			best, bestDistance = candidate, d
		}
	}
	return best
}

// editDistance is the Levenshtein distance in bytes.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			substituted := diagonal
			if a[i-1] != b[j-1] {
				substituted++
			}
			diagonal = row[j]
			row[j] = min(substituted, row[j]+1, row[j-1]+1)
		}
	}
	return row[len(b)]
}
