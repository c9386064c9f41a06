package strictjson

import (
	"math"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"
)

// constraints are what a field's jsonschema tag allows. The same tag makes the published JSON Schema, so a
// range is stated once. Tags hold no escaped commas.
type constraints struct {
	minimum, maximum       *float64
	exclusiveMin           bool
	exclusiveMax           bool
	enum                   []string
	minLength, maxLength   int
	minItems, maxItems     int
	hasMaxLen, hasMaxItems bool
	required               bool
}

// constraintsOf reads a field's jsonschema tag. A malformed tag is a defect that the schema test finds.
func constraintsOf(tag reflect.StructTag) constraints {
	var c constraints
	for entry := range strings.SplitSeq(tag.Get("jsonschema"), ",") {
		name, value, _ := strings.Cut(entry, "=")
		number, _ := strconv.ParseFloat(value, 64)
		switch name {
		case "required":
			c.required = true
		case "minimum":
			c.minimum = &number
		case "exclusiveMinimum":
			c.minimum, c.exclusiveMin = &number, true
		case "maximum":
			c.maximum = &number
		case "exclusiveMaximum":
			c.maximum, c.exclusiveMax = &number, true
		case "enum":
			c.enum = append(c.enum, value)
		case "minLength":
			c.minLength = int(number)
		case "maxLength":
			c.maxLength, c.hasMaxLen = int(number), true
		case "minItems":
			c.minItems = int(number)
		case "maxItems":
			c.maxItems, c.hasMaxItems = int(number), true
		}
	}
	return c
}

// admits says whether a number lies in the interval.
func (c constraints) admits(value float64) bool {
	if c.minimum != nil && (value < *c.minimum || c.exclusiveMin && value == *c.minimum) {
		return false
	}
	return c.maximum == nil || value < *c.maximum || !c.exclusiveMax && value == *c.maximum
}

// interval writes the allowed numbers as mathematics does: (0, 86400].
func (c constraints) interval() string {
	low, high := math.Inf(-1), math.Inf(1)
	if c.minimum != nil {
		low = *c.minimum
	}
	if c.maximum != nil {
		high = *c.maximum
	}
	return Interval(low, high, c.exclusiveMin || c.minimum == nil, c.exclusiveMax || c.maximum == nil)
}

// Interval writes an interval of numbers: a round bracket excludes the end beside it.
func Interval(low, high float64, lowOpen, highOpen bool) string {
	open, closing := "[", "]"
	if lowOpen {
		open = "("
	}
	if highOpen {
		closing = ")"
	}
	return open + Number(low) + ", " + Number(high) + closing
}

// Number writes a number without an exponent where that stays short.
func Number(value float64) string {
	switch {
	case math.IsInf(value, 1):
		return "∞"
	case math.IsInf(value, -1):
		return "-∞"
	case value != 0 && (math.Abs(value) < 1e-6 || math.Abs(value) >= 1e15):
		return strconv.FormatFloat(value, 'g', -1, 64)
	default:
		return strconv.FormatFloat(value, 'f', -1, 64)
	}
}

// checkText returns what is wrong with a string, or "". shown is the string as messages may repeat it.
func (c constraints) checkText(text, shown string) string {
	runes := utf8.RuneCountInString(text)
	switch {
	case strings.ContainsRune(text, 0):
		return "holds a NUL character"
	case len(c.enum) > 0:
		return OneOf(text, shown, c.enum)
	case runes < c.minLength:
		return "is empty"
	case c.hasMaxLen && runes > c.maxLength:
		return strconv.Itoa(runes) + " characters are more than the " + strconv.Itoa(c.maxLength) + " allowed"
	default:
		return ""
	}
}

// checkCount returns what is wrong with the length of a list, or "".
func (c constraints) checkCount(count int) string {
	switch {
	case c.hasMaxItems && count > c.maxItems:
		return strconv.Itoa(count) + " entries are more than the " + strconv.Itoa(c.maxItems) + " allowed"
	case count < c.minItems:
		return strconv.Itoa(count) + " entries are fewer than the " + strconv.Itoa(c.minItems) + " needed"
	default:
		return ""
	}
}
