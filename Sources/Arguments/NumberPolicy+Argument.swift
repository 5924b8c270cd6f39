public import ArgumentParser
public import CardNumber

extension NumberPolicy: ExpressibleByArgument {}
