extension String {
    /// Writes a number that is not negative with at least `width` digits.
    package init(zeroPadding number: Int, to width: Int) {
        let digits = String(number)
        self = String(repeating: "0", count: Swift.max(width - digits.utf8.count, 0)) + digits
    }
}
